package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.CHECKS;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a call for one example becomes one for many: inputs of one element are numbers, and an input with a length of its own is
 * an array of just that length, which tells the length.
 */
final class SingleExample {
    private final InferenceMethod method;
    private final ModelNames names;
    private final DataNames data;
    /** The input whose array tells the length, by the name of the lengths. */
    private final Map<String, DataInput> tellers = new LinkedHashMap<>();

    SingleExample(InferenceMethod method, ModelNames names, DataNames data) {
        this.method = method;
        this.names = names;
        this.data = data;
        for (DataInput input : method.inputs()) {
            OwnLength.of(input, method.inputs())
                    .ifPresent(own -> tellers.putIfAbsent(own.lengths().name(), input));
        }
    }

    /** Whether the caller passes an input; lengths are told by other inputs where they can be. */
    boolean isPassed(DataInput input) {
        return !tellers.containsKey(input.name());
    }

    /** Adds the parameters of the call, without outputs. */
    void parameters(MethodSpec.Builder code) {
        for (DataInput input : method.inputs()) {
            if (isPassed(input)) {
                boolean number = DataNames.size(input.type()) == 1;
                code.addParameter(
                        number ? DataNames.element(input.type()) : DataNames.array(input.type()),
                        data.variable(input.name()));
            }
        }
        if (method.carries()) {
            code.addParameter(CarriedStateWriter.parameter(method, names));
        }
        if (method.draws()) {
            code.addParameter(TypeName.LONG, "seed");
        }
    }

    /** The statements that work out the lengths. */
    CodeBlock lengths() {
        CodeBlock.Builder code = CodeBlock.builder();
        tellers.forEach((lengths, teller) -> {
            OwnLength own = OwnLength.of(teller, method.inputs()).orElseThrow();
            code.addStatement(
                    "int $L = $T.ownLength($S, $L.length, $L, $L)",
                    data.variable(lengths),
                    CHECKS,
                    teller.name(),
                    data.variable(teller.name()),
                    own.stride(),
                    own.max());
        });
        return code.build();
    }

    /** The arguments of the call for many. */
    CodeBlock arguments() {
        List<CodeBlock> arguments = new ArrayList<>();
        method.inputs().forEach(input -> arguments.add(argument(input)));
        if (method.carries()) {
            arguments.add(CodeBlock.of(CarriedStateWriter.VARIABLE));
        }
        arguments.add(CodeBlock.of("1"));
        if (method.draws()) {
            arguments.add(CodeBlock.of("seed"));
        }
        method.outputs().forEach(output -> arguments.add(CodeBlock.of("$L", data.variable(output.name()))));
        return CodeBlock.join(arguments, ",$W");
    }

    private CodeBlock argument(DataInput input) {
        String variable = data.variable(input.name());
        int size = DataNames.size(input.type());
        if (OwnLength.of(input, method.inputs()).isPresent()) {
            OwnLength own = OwnLength.of(input, method.inputs()).get();
            CodeBlock elements = elements(own.lengths().name(), own.stride());
            return CodeBlock.of("$T.padded($S, $L, $L, $L)", CHECKS, input.name(), variable, elements, size);
        }
        return size == 1
                ? CodeBlock.of("new $T[] {$L}", DataNames.element(input.type()), variable)
                : CodeBlock.of("$L", variable);
    }

    /** The part of an output's array that is not padding. */
    CodeBlock filledPart(DataOutput output) {
        String variable = data.variable(output.name());
        return teller(output)
                .map(teller -> {
                    Axis.Length axis = (Axis.Length) output.type().axis(1);
                    int stride = DataNames.size(output.type()) / axis.max();
                    CodeBlock elements = elements(DataInput.lengthsOf(axis), stride);
                    return CodeBlock.of("$T.copyOf($L, $L)", Arrays.class, variable, elements);
                })
                .orElse(CodeBlock.of("$L", variable));
    }

    /** What an output that is returned holds. */
    String describe(DataOutput output) {
        return teller(output)
                .map(teller -> Describe.filled(output) + ", as long as {@code " + data.variable(teller.name()) + "}")
                .orElse(Describe.output(output, false));
    }

    /** The input that tells how long an output is. */
    private Optional<DataInput> teller(DataOutput output) {
        return output.type().rank() > 1 && output.type().axis(1) instanceof Axis.Length axis
                ? Optional.ofNullable(tellers.get(DataInput.lengthsOf(axis)))
                : Optional.empty();
    }

    private CodeBlock elements(String lengths, int stride) {
        String variable = data.variable(lengths);
        return stride == 1 ? CodeBlock.of("$L", variable) : CodeBlock.of("$L * $L", variable, stride);
    }
}
