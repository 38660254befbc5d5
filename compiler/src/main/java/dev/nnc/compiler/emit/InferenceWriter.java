package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.CHECKS;
import static dev.nnc.compiler.emit.RuntimeNames.COUNTER_RANDOM;
import static dev.nnc.compiler.emit.RuntimeNames.PURPOSE;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.loops.program.LoweredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** A way into a network as methods: for many examples, for one, and the program behind them. */
final class InferenceWriter {
    private final ModelNames names;
    private final LoweredModel lowered;
    private final DataNames data;
    private final ProgramWriter programs;

    InferenceWriter(ModelNames names, LoweredModel lowered, DataNames data, ProgramWriter programs) {
        this.names = names;
        this.lowered = lowered;
        this.data = data;
        this.programs = programs;
    }

    /** The methods of one way in. */
    List<MethodSpec> write(InferenceMethod method) {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(single(method));
        methods.add(batched(method));
        String javadoc = "The program of {@link #" + method.name() + "} for at most {@code MAX_BATCH} examples.";
        methods.addAll(programs.write(
                method.program(),
                programName(method),
                javadoc,
                programParameters(method),
                new NetworkSurroundings(
                        names, method, data, lowered.model().training().batch())));
        return methods;
    }

    private static String programName(InferenceMethod method) {
        return method.name().equals("predict") ? "forward" : method.name() + "Forward";
    }

    /** For any number of examples, in chunks. */
    private MethodSpec batched(InferenceMethod method) {
        MethodSpec.Builder code = MethodSpec.methodBuilder(method.name())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(javadoc(method, "of any number of examples, one after another in each array", true));
        method.inputs().forEach(input -> code.addParameter(data.parameter(input)));
        state(method).ifPresent(code::addParameter);
        code.addParameter(TypeName.INT, "count");
        if (method.draws()) {
            code.addParameter(TypeName.LONG, "seed");
        }
        method.outputs().forEach(output -> code.addParameter(data.parameter(output)));
        code.addStatement("$T.predictCount($S, count)", CHECKS, lowered.model().name());
        code.addCode(data.checks(method.inputs()));
        if (method.carries()) {
            code.addStatement("$L.require(count)", CarriedStateWriter.VARIABLE);
        }
        method.outputs().forEach(o -> code.addCode(data.checkRoom(o.name(), DataNames.size(o.type()))));
        if (!lowered.model().standardizations().isEmpty()) {
            code.addStatement("requireFitted()");
        }
        return code.beginControlFlow("for (int first = 0; first < count; first += MAX_BATCH)")
                .addStatement("$L($L)", programName(method), chunk(method))
                .endControlFlow()
                .build();
    }

    private CodeBlock chunk(InferenceMethod method) {
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(CodeBlock.of("first"));
        arguments.add(CodeBlock.of("Math.min(MAX_BATCH, count - first)"));
        if (method.draws()) {
            arguments.add(CodeBlock.of("$T.key(seed, $T.DRAW, first)", COUNTER_RANDOM, PURPOSE));
        }
        arrays(method).forEach(array -> arguments.add(CodeBlock.of("$N", array)));
        return CodeBlock.join(arguments, ",$W");
    }

    private List<ParameterSpec> programParameters(InferenceMethod method) {
        List<ParameterSpec> parameters = new ArrayList<>();
        parameters.add(ParameterSpec.builder(TypeName.INT, "first").build());
        parameters.add(ParameterSpec.builder(TypeName.INT, "count").build());
        if (method.draws()) {
            parameters.add(ParameterSpec.builder(TypeName.LONG, "key").build());
        }
        parameters.addAll(arrays(method));
        return parameters;
    }

    private Optional<ParameterSpec> state(InferenceMethod method) {
        return method.carries() ? Optional.of(CarriedStateWriter.parameter(method, names)) : Optional.empty();
    }

    private List<ParameterSpec> arrays(InferenceMethod method) {
        List<ParameterSpec> arrays = new ArrayList<>();
        method.inputs().forEach(input -> arrays.add(data.parameter(input)));
        state(method).ifPresent(arrays::add);
        method.outputs().forEach(output -> arrays.add(data.parameter(output)));
        return arrays;
    }

    /** For one example: inputs of one element are numbers, and an output that is alone is returned. */
    private MethodSpec single(InferenceMethod method) {
        boolean returns = method.outputs().size() == 1;
        SingleExample example = new SingleExample(method, names, data);
        MethodSpec.Builder code = MethodSpec.methodBuilder(method.name())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(javadoc(method, "of one example", false));
        example.parameters(code);
        code.addCode(example.lengths());
        if (!returns) {
            method.outputs().forEach(output -> code.addParameter(data.parameter(output)));
            return code.addStatement("$L($L)", method.name(), example.arguments())
                    .build();
        }
        DataOutput output = method.outputs().get(0);
        int size = DataNames.size(output.type());
        String variable = data.variable(output.name());
        code.returns(size == 1 ? TypeName.FLOAT : DataNames.array(output.type()));
        code.addStatement("float[] $L = new float[$L]", variable, size);
        code.addStatement("$L($L)", method.name(), example.arguments());
        return code.addStatement("return $L", size == 1 ? variable + "[0]" : example.filledPart(output))
                .build();
    }

    private CodeBlock javadoc(InferenceMethod method, String examples, boolean batched) {
        CodeBlock.Builder doc = CodeBlock.builder();
        String outputs = method.outputs().stream()
                .map(output -> "{@code " + output.name() + "}")
                .reduce((a, b) -> a + " and " + b)
                .orElse("Nothing");
        doc.add(Comments.javadoc(List.of("Computes " + outputs + " " + examples + ".")));
        doc.add("\n");
        SingleExample example = new SingleExample(method, names, data);
        for (DataInput input : method.inputs()) {
            if (batched || example.isPassed(input)) {
                parameter(input.name(), Describe.input(input, method.inputs(), batched), doc);
            }
        }
        if (method.carries()) {
            doc.add("@param state what is kept from call to call, which the call moves on\n");
        }
        if (batched) {
            doc.add("@param count how many examples, from the first\n");
        }
        if (method.draws()) {
            doc.add("@param seed what the random draws follow from\n");
        }
        for (DataOutput output : method.outputs()) {
            if (!batched && method.outputs().size() == 1) {
                doc.add("@return $L\n", example.describe(output));
            } else {
                parameter(output.name(), "takes " + Describe.output(output, batched), doc);
            }
        }
        return doc.build();
    }

    private void parameter(String name, String text, CodeBlock.Builder doc) {
        doc.add(Comments.javadoc(List.of("@param " + data.variable(name) + " " + text)));
    }
}
