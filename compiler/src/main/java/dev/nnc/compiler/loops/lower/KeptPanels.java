package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Scan;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Space;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@link Panel}s of weights, transposed or not, that every step of a loop multiplies with: they are copied once, in front of
 * the loop.
 */
final class KeptPanels {
    /** With fewer steps to share them, panels should cost one example more than reading them saves: estimated, not measured. */
    private static final int LEAST_STEPS = 12;

    private final ProgramContext around;
    private final int steps;
    private final Map<Copied, Place> places = new HashMap<>();

    /** Panels of a loop in the program around it. */
    KeptPanels(ProgramContext around, int steps) {
        this.around = around;
        this.steps = steps;
    }

    private record Copied(Place operand, Panel panel) {}

    /**
     * Where the panels of a product's second operand are, if it is the same in all steps of the loop around and copying them
     * pays.
     *
     * @param right where the operand is
     * @param name of the kernel that reads the panels
     * @param node the operand
     */
    static Optional<Place> of(ProgramContext program, Product product, Place right, String name, int node) {
        Tile.Shape shape = product.shape();
        int width = TileLoops.columns(product);
        if (shape.readsCount() || !Panel.pays(width, shape, program.maxBatch())) {
            return Optional.empty();
        }
        Panel panel = Panel.of(shape, width, product.columnStride(), program.maxBatch());
        boolean given = right.space() instanceof Space.Parameters
                || program.plan().graph().node(node).op() instanceof Leaf leaf && Scan.isGiven(leaf);
        return program.kept()
                .filter(kept -> given && right.perStep() == 0 && kept.pay())
                .map(kept -> kept.place(right, panel, name, program.name(node)));
    }

    private boolean pay() {
        return steps >= LEAST_STEPS;
    }

    /**
     * Where the panels of all columns of an operand are in each step.
     *
     * @param name of the kernel that reads them
     * @param operand what their values are called in the model
     */
    private Place place(Place place, Panel panel, String name, String operand) {
        return places.computeIfAbsent(new Copied(place, panel), key -> copy(key, name, operand));
    }

    private Place copy(Copied copied, String name, String operand) {
        Panel panel = copied.panel();
        Place panels = around.room(panel.floats(panel.width()));
        KernelBuilder kernel = new KernelBuilder();
        KernelBuilder.Array from = kernel.array(copied.operand(), ValueNames.end(operand));
        KernelBuilder.Array to = kernel.array(panels, "panels");
        List<Stmt.Argument> arguments = new ArrayList<>();
        TileLoops.pass(arguments, from.name(), from.start());
        TileLoops.pass(arguments, to.name(), to.start());
        arguments.addAll(panel.columns(whole(0), whole(panel.width())));
        kernel.add(new Stmt.Call(around.intern(panel, () -> panel.kernel(name + "Panels")), arguments));
        String note = operand + " in panels, for all steps";
        String known = around.intern(kernel.build(name + "Kept", List.of(note), false));
        around.steps().add(new Step.Launch(known, kernel.arguments(), Step.Split.NONE, note));
        return panels;
    }
}
