package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.CHECKS;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.ir.model.Entry;
import dev.nnc.compiler.ir.model.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Java variables of inputs, targets, states and outputs: one name each, in every method of every class. */
final class DataNames {
    /** Names that the generated classes and their superclasses use themselves. */
    private static final List<String> TAKEN = List.of(
            "arena",
            "batch",
            "blockGradients",
            "count",
            "evaluation",
            "examples",
            "file",
            "first",
            "from",
            "gradients",
            "inputs",
            "kernel",
            "kernels",
            "key",
            "lossSum",
            "losses",
            "network",
            "outputs",
            "parameters",
            "phase",
            "rate",
            "runningStatistics",
            "scratch",
            "seed",
            "settings",
            "shares",
            "state",
            "statisticsMoved",
            "steps",
            "to",
            "totalSteps",
            "waiting",
            "worker",
            "workers",
            "SIGNATURE",
            "MAX_BATCH");

    private final Map<String, String> variables = new HashMap<>();

    DataNames(Model model) {
        NameAllocator allocator = new NameAllocator();
        TAKEN.forEach(allocator::newName);
        model.inputs().forEach(input -> declare(input.name(), allocator));
        model.targets().forEach(target -> declare(target.name(), allocator));
        model.outputs().forEach(output -> declare(output.name(), allocator));
        for (Entry entry : model.entries()) {
            entry.inputs().forEach(input -> declare(input.name(), allocator));
            entry.states().forEach(state -> declare(state.name(), allocator));
            entry.outputs().forEach(output -> declare(output.name(), allocator));
        }
    }

    private void declare(String name, NameAllocator allocator) {
        variables.computeIfAbsent(name, n -> allocator.newName(ModelNames.variable(n)));
    }

    /** An allocator for further members of a class that uses these variables. */
    NameAllocator members() {
        NameAllocator allocator = new NameAllocator();
        TAKEN.forEach(allocator::newName);
        variables.values().stream().sorted().forEach(allocator::newName);
        return allocator;
    }

    /** The variable of an input, target, state or output. */
    String variable(String name) {
        return variables.get(name);
    }

    /** The array of an input or target as a parameter. */
    ParameterSpec parameter(DataInput input) {
        return ParameterSpec.builder(array(input.type()), variable(input.name()))
                .build();
    }

    /** The array of an output as a parameter. */
    ParameterSpec parameter(DataOutput output) {
        return ParameterSpec.builder(ArrayTypeName.of(TypeName.FLOAT), variable(output.name()))
                .build();
    }

    static TypeName array(TensorType type) {
        return ArrayTypeName.of(element(type));
    }

    static TypeName element(TensorType type) {
        return type.dtype() == DType.I32 ? TypeName.INT : TypeName.FLOAT;
    }

    /** Elements of one example. */
    static int size(TensorType type) {
        return Math.toIntExact(type.elements(1));
    }

    /** The statements that fail unless inputs and targets are as they must be: lengths first, by which others are checked. */
    CodeBlock checks(List<DataInput> inputs) {
        CodeBlock.Builder code = CodeBlock.builder();
        inputs.stream()
                .filter(DataInput::isLengths)
                .forEach(lengths -> code.add(checkRoom(lengths.name(), 1))
                        .addStatement(
                                "$T.lengths($S, $L, count, $L)",
                                CHECKS,
                                lengths.axis(),
                                variable(lengths.name()),
                                lengths.classes()));
        inputs.stream().filter(input -> !input.isLengths()).forEach(input -> code.add(check(input, inputs)));
        return code.build();
    }

    private CodeBlock check(DataInput input, List<DataInput> inputs) {
        int size = size(input.type());
        CodeBlock.Builder code = CodeBlock.builder().add(checkRoom(input.name(), size));
        Optional<OwnLength> own = OwnLength.of(input, inputs);
        if (input.classes() > 0 && own.isPresent()) {
            code.addStatement(
                    "$T.classes($S, $L, count, $L, $L, $L, $L)",
                    CHECKS,
                    input.name(),
                    variable(input.name()),
                    size,
                    own.get().stride(),
                    variable(own.get().lengths().name()),
                    input.classes());
        } else if (input.classes() > 0) {
            code.addStatement(
                    "$T.classes($S, $L, $L, $L)",
                    CHECKS,
                    input.name(),
                    variable(input.name()),
                    size == 1 ? "count" : "count * " + size,
                    input.classes());
        }
        return code.build();
    }

    /** The statement that fails unless an array has room for {@code count} examples. */
    CodeBlock checkRoom(String name, int size) {
        return CodeBlock.builder()
                .addStatement("$T.length($S, $L.length, count, $L)", CHECKS, name, variable(name), size)
                .build();
    }
}
