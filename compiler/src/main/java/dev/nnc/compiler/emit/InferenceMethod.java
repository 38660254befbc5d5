package dev.nnc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.ir.model.Entry;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.plan.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A way into a network: {@code predict}, or an entry.
 *
 * @param inputs those that the outputs need, in order of declaration
 * @param states which the caller holds, and which the call moves on
 * @param draws whether it takes a seed
 */
record InferenceMethod(
        String name,
        Program program,
        List<DataInput> inputs,
        List<DataInput> states,
        List<DataOutput> outputs,
        boolean draws) {
    /** The methods of every network. */
    private static final List<String> TAKEN = List.of(
            "classify",
            "clone",
            "create",
            "describe",
            "equals",
            "finalize",
            "forward",
            "getClass",
            "hashCode",
            "initialize",
            "isFitted",
            "load",
            "loadWeights",
            "metadata",
            "notify",
            "notifyAll",
            "predict",
            "putMetadata",
            "requireFitted",
            "save",
            "setTensor",
            "share",
            "signature",
            "tensor",
            "toString",
            "trainer",
            "wait");

    /** What every network has: from its inputs to its outputs. */
    static InferenceMethod predict(LoweredModel lowered) {
        Model model = lowered.model();
        return of("predict", lowered.predict(), model.inputs(), List.of(), model.outputs());
    }

    /** The entries of the model; those of a name that networks have already get another. */
    static List<InferenceMethod> entries(LoweredModel lowered) {
        List<InferenceMethod> methods = new ArrayList<>();
        NameAllocator names = new NameAllocator();
        TAKEN.forEach(names::newName);
        for (int i = 0; i < lowered.entries().size(); i++) {
            Entry entry = lowered.model().entries().get(i);
            String name = names.newName(ModelNames.variable(entry.name()));
            methods.add(of(name, lowered.entries().get(i), entry.inputs(), entry.states(), entry.outputs()));
        }
        return methods;
    }

    private static InferenceMethod of(
            String name, Program program, List<DataInput> inputs, List<DataInput> states, List<DataOutput> outputs) {
        Set<Space> spaces = Launches.spaces(program);
        List<DataInput> needed = inputs.stream()
                .filter(input -> spaces.contains(new Space.Input(input.name())))
                .toList();
        return new InferenceMethod(name, program, needed, states, outputs, Launches.draws(program));
    }

    /** Whether the caller holds a state for it. */
    boolean carries() {
        return !states.isEmpty();
    }

    /** The tensor of that state with this name. */
    DataInput state(String tensor) {
        return states.stream()
                .filter(state -> state.name().equals(tensor))
                .findFirst()
                .orElseThrow(() -> new CompilerBug(name + " keeps no '" + tensor + "'"));
    }

    /** The class of that state, inside the network's. */
    ClassName stateType(ModelNames names) {
        return names.network().nestedClass(ModelNames.type(name) + "State");
    }

    /** Elements of one example of an array that a call takes; 0 for another. */
    int size(String data) {
        for (DataInput input : inputs) {
            if (input.name().equals(data)) {
                return DataNames.size(input.type());
            }
        }
        return outputs.stream()
                .filter(output -> output.name().equals(data))
                .mapToInt(output -> DataNames.size(output.type()))
                .findFirst()
                .orElse(0);
    }
}
