package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.plan.Space;

/** Names inside a network's class: the caller's arrays are parameters, of which the chunk begins at example {@code first}. */
final class NetworkSurroundings implements Surroundings {
    private final CommonSpaces spaces;
    private final InferenceMethod method;
    private final DataNames data;
    private final int maxBatch;

    NetworkSurroundings(ModelNames names, InferenceMethod method, DataNames data, int maxBatch) {
        this.maxBatch = maxBatch;
        this.spaces = new CommonSpaces(names);
        this.method = method;
        this.data = data;
    }

    @Override
    public CodeBlock array(Space space) {
        if (space instanceof Space.State state) {
            return CodeBlock.of("$L.$L", CarriedStateWriter.VARIABLE, data.variable(state.name()));
        }
        String name = data(space);
        return name.isEmpty() ? spaces.array(space) : CodeBlock.of("$L", data.variable(name));
    }

    @Override
    public CodeBlock offset(Space space, int offset) {
        if (space instanceof Space.State state) {
            int floats = CarriedStateWriter.floats(method.state(state.name()), maxBatch);
            return LaunchArguments.sum(CodeBlock.of("first / MAX_BATCH * $L", floats), offset);
        }
        String name = data(space);
        if (name.isEmpty()) {
            return CodeBlock.of("$L", offset);
        }
        int size = method.size(name);
        return LaunchArguments.sum(size == 1 ? CodeBlock.of("first") : CodeBlock.of("$L * first", size), offset);
    }

    private static String data(Space space) {
        if (space instanceof Space.Input input) {
            return input.name();
        }
        return space instanceof Space.Output output ? output.name() : "";
    }

    @Override
    public Printed setting(String name) {
        throw new CompilerBug("inference has no setting '" + name + "'");
    }

    @Override
    public CodeBlock loss(String name, Scalar value, NumberPrinter numbers) {
        throw new CompilerBug("inference has no loss '" + name + "'");
    }
}
