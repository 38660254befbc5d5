package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is done to the rows of a product after it, as a kernel of its own that the product's calls while they are in the cache. */
final class Finish {
    private final KernelBuilder kernel;
    private final List<Kernel.Parameter> parameters;
    private final String name;

    private Finish(KernelBuilder kernel, List<Kernel.Parameter> parameters, String name) {
        this.kernel = kernel;
        this.parameters = parameters;
        this.name = name;
    }

    /**
     * What follows the product of a region; empty where nothing does.
     *
     * @param kernel the product's
     * @param out where the product is
     * @param name of the product's kernel
     * @param columns up to which the product has written its rows
     */
    static Optional<Finish> of(
            ProgramContext program, Region region, KernelBuilder kernel, Place out, String name, int columns) {
        List<Region.Write> writes = region.writes().stream()
                .filter(write -> write.node() != region.hero() || program.needsExactPadding(write))
                .toList();
        if (writes.isEmpty()) {
            return Optional.empty();
        }
        KernelBuilder tail = kernel.callee();
        Values values = new Values(program, tail);
        region.nodes().forEach(values::hide);
        values.reveal(region.hero());
        values.locate(region.hero(), out);
        tail.loop(
                "row",
                Exprs.index("from"),
                Exprs.index("to"),
                whole(1),
                row -> tail.loop("col", whole(0), whole(columns), LANES, col -> {
                    values.enter();
                    store(program, tail, values, writes, new Frame(region.rows(), row, col, true));
                }));
        List<Kernel.Parameter> parameters = new ArrayList<>(tail.parameters());
        for (String bound : List.of("from", "to")) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, bound));
        }
        List<String> text = List.of("What follows the product, for rows {@code from .. to}.");
        String finish = program.intern(new Kernel(name + "Finish", text, parameters, tail.body()));
        return Optional.of(new Finish(kernel, tail.parameters(), finish));
    }

    private static void store(
            ProgramContext program, KernelBuilder tail, Values values, List<Region.Write> writes, Frame frame) {
        List<Expr> results = new ArrayList<>();
        for (Region.Write write : writes) {
            Expr value = Exprs.lanes(Exprs.inMemory(values.inLanes(write.node(), frame)));
            Expr exact = program.exact(tail, values, write, frame, value);
            // Before the first store: what is stored may stand where the next value is still read from.
            results.add(writes.size() == 1 ? exact : tail.let(program.localName(write.node()), exact));
        }
        for (int i = 0; i < writes.size(); i++) {
            Region.Write write = writes.get(i);
            KernelBuilder.Array array = tail.array(write.place(), program.localName(write.node()));
            Expr at = values.offset(write.place().layout(), Values.inLanes(frame), frame);
            tail.store(array, at, results.get(i));
        }
    }

    /** Calls it for rows {@code from .. to - 1}. */
    void call(Expr from, Expr to) {
        List<Stmt.Argument> arguments = new ArrayList<>(KernelBuilder.handOn(parameters));
        arguments.add(new Stmt.Argument.Value(from));
        arguments.add(new Stmt.Argument.Value(to));
        kernel.add(new Stmt.Call(name, arguments));
    }
}
