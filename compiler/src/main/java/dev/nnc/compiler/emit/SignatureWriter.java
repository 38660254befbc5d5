package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.AUGMENTATION;
import static dev.nnc.compiler.emit.RuntimeNames.BETTER;
import static dev.nnc.compiler.emit.RuntimeNames.INITIALIZER;
import static dev.nnc.compiler.emit.RuntimeNames.INPUT_SPEC;
import static dev.nnc.compiler.emit.RuntimeNames.LIST;
import static dev.nnc.compiler.emit.RuntimeNames.METRIC_KIND;
import static dev.nnc.compiler.emit.RuntimeNames.METRIC_SPEC;
import static dev.nnc.compiler.emit.RuntimeNames.OUTPUT_SPEC;
import static dev.nnc.compiler.emit.RuntimeNames.PHASE_SPEC;
import static dev.nnc.compiler.emit.RuntimeNames.PLATEAU_SPEC;
import static dev.nnc.compiler.emit.RuntimeNames.SIGNATURE;
import static dev.nnc.compiler.emit.RuntimeNames.SIGNATURE_BUILDER;
import static dev.nnc.compiler.emit.RuntimeNames.STANDARDIZATION_SPEC;
import static dev.nnc.compiler.emit.RuntimeNames.TENSOR_SPEC;
import static dev.nnc.compiler.emit.RuntimeNames.TRAINING_SPEC;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Augmentation;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.ir.model.Metric;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Standardization;
import dev.nnc.compiler.ir.model.Stopping;
import dev.nnc.compiler.ir.model.Training;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.plan.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** The facts of a model as the methods that build its signature. */
final class SignatureWriter {
    /** Tensors in one method; each takes about 60 bytecodes, of the 4000 that a generated method may have. */
    private static final int TENSORS_PER_METHOD = 40;

    private final LoweredModel lowered;
    private final Model model;
    private final String fingerprint;

    SignatureWriter(LoweredModel lowered, String fingerprint) {
        this.lowered = lowered;
        this.model = lowered.model();
        this.fingerprint = fingerprint;
    }

    /** The method {@code describe()}, and those that it calls. */
    List<MethodSpec> write() {
        List<MethodSpec> parts = new ArrayList<>();
        CodeBlock.Builder code = CodeBlock.builder()
                .addStatement("$T model = $T.of($S, $S)", SIGNATURE_BUILDER, SIGNATURE, model.name(), fingerprint);
        model.inputs().forEach(input -> code.addStatement("model.input($L)", input(input)));
        model.targets().forEach(target -> code.addStatement("model.target($L)", input(target)));
        model.outputs().forEach(output -> code.addStatement("model.output($L)", output(output)));
        code.add(tensors(parts));
        model.metrics().forEach(metric -> code.addStatement("model.metric($L)", metric(metric)));
        for (int i = 0; i < model.phases().size(); i++) {
            code.addStatement(
                    "model.phase($L)",
                    phase(
                            model.phases().get(i),
                            lowered.storage().phases().get(i).all()));
        }
        model.standardizations().forEach(s -> code.addStatement("model.standardization($L)", standardization(s)));
        code.addStatement(
                "model.floats($L, $L)",
                lowered.storage().trainedFloats(),
                lowered.storage().floats());
        code.addStatement("model.training($L)", training(model.training()));
        code.addStatement("return model.build($L)", model.training().batch());
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(MethodSpec.methodBuilder("describe")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(SIGNATURE)
                .addCode(code.build())
                .build());
        methods.addAll(parts);
        return methods;
    }

    private CodeBlock tensors(List<MethodSpec> parts) {
        List<Storage.Tensor> tensors = lowered.storage().tensors();
        if (tensors.size() <= TENSORS_PER_METHOD) {
            return all(tensors);
        }
        CodeBlock.Builder calls = CodeBlock.builder();
        for (int from = 0; from < tensors.size(); from += TENSORS_PER_METHOD) {
            int to = Math.min(from + TENSORS_PER_METHOD, tensors.size());
            String name = "tensors" + (parts.size() + 1);
            calls.addStatement("$L(model)", name);
            parts.add(MethodSpec.methodBuilder(name)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addParameter(SIGNATURE_BUILDER, "model")
                    .addCode(all(tensors.subList(from, to)))
                    .build());
        }
        return calls.build();
    }

    private static CodeBlock all(List<Storage.Tensor> tensors) {
        CodeBlock.Builder code = CodeBlock.builder();
        tensors.forEach(tensor -> code.addStatement("model.tensor($L)", tensor(tensor)));
        return code.build();
    }

    private static CodeBlock tensor(Storage.Tensor tensor) {
        return CodeBlock.of(
                "$T.$L($S,$W$L,$W$L,$W$L,$W$L)",
                TENSOR_SPEC,
                tensor.weight().trainable() ? "parameter" : "buffer",
                tensor.weight().name(),
                ints(tensor.weight().type().shape(1)),
                tensor.offset(),
                ints(tensor.strides().stream().mapToInt(Integer::intValue).toArray()),
                initializer(tensor.weight().initial()));
    }

    private static CodeBlock initializer(Initial initial) {
        String method = switch (initial.kind()) {
            case CONSTANT -> "constant";
            case UNIFORM -> "uniform";
            case NORMAL -> "normal";
            case TRUNCATED_NORMAL -> "truncatedNormal";
            case ORTHOGONAL -> "orthogonal";
            case IDENTITY -> "identity";
        };
        String arguments = initial.arguments().stream().map(Literals::of).collect(Collectors.joining(", "));
        return CodeBlock.of("$T.$L($L)", INITIALIZER, method, arguments);
    }

    private static CodeBlock input(DataInput input) {
        CodeBlock shape = shape(input.type());
        if (input.type().dtype() == DType.F32) {
            return CodeBlock.of("$T.floats($S$L)", INPUT_SPEC, input.name(), shape);
        }
        if (input.isLengths()) {
            return CodeBlock.of("$T.lengths($S, $L)", INPUT_SPEC, input.axis(), input.classes());
        }
        return input.classNames().isEmpty()
                ? CodeBlock.of("$T.classes($S,$W$L$L)", INPUT_SPEC, input.name(), input.classes(), shape)
                : CodeBlock.of("$T.classes($S,$W$L$L)", INPUT_SPEC, input.name(), strings(input.classNames()), shape);
    }

    private CodeBlock output(DataOutput output) {
        CodeBlock shape = shape(output.type());
        int target = IntStream.range(0, model.targets().size())
                .filter(i -> model.targets().get(i).name().equals(output.target()))
                .findFirst()
                .orElse(-1);
        return target < 0
                ? CodeBlock.of("$T.floats($S$L)", OUTPUT_SPEC, output.name(), shape)
                : CodeBlock.of(
                        "$T.of($L,$W$S$L)", OUTPUT_SPEC, input(model.targets().get(target)), output.name(), shape);
    }

    private static CodeBlock metric(Metric metric) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add("new $T($S,$W$T.$L,$W$L", METRIC_SPEC, metric.name(), METRIC_KIND, metric.kind(), metric.width());
        metric.arguments().forEach(argument -> code.add(",$W$L", Literals.of(argument)));
        return code.add(")").build();
    }

    private static CodeBlock phase(Phase phase, Storage.Range range) {
        CodeBlock.Builder code =
                CodeBlock.builder().add("$T.of($S, $L, $L)", PHASE_SPEC, phase.name(), range.from(), range.to());
        if (!phase.slots().isEmpty()) {
            CodeBlock slots =
                    phase.slots().stream().map(slot -> CodeBlock.of("$S", slot)).collect(CodeBlock.joining(",$W"));
            code.add("$Z.withSlots($L)", slots);
        }
        for (Map.Entry<String, Double> setting : phase.settings().entrySet()) {
            code.add("$Z.withSetting($S, $L)", setting.getKey(), Literals.of(setting.getValue()));
        }
        if (phase.around().batches() > 1) {
            code.add("$Z.withAccumulation($L)", phase.around().batches());
        }
        if (phase.schedule().kind().equals("plateau")) {
            Map<String, Double> plateau = phase.schedule().arguments();
            code.add(
                    "$Z.withPlateau(new $T($L, $L, $L, $L, $L))",
                    PLATEAU_SPEC,
                    Literals.of(plateau.get("factor")),
                    plateau.get("patience").intValue(),
                    Literals.of(plateau.get("threshold")),
                    plateau.get("cooldown").intValue(),
                    Literals.of(plateau.get("lowest")));
        }
        if (phase.summed()) {
            code.add("$Z.withSummedLoss()");
        }
        return code.build();
    }

    private static CodeBlock standardization(Standardization standardization) {
        String mean = standardization.mean();
        String layer = mean.contains(".") ? mean.substring(0, mean.lastIndexOf('.')) : mean;
        return CodeBlock.of(
                "new $T($S,$W$S,$W$L,$W$S,$W$S)",
                STANDARDIZATION_SPEC,
                layer,
                standardization.source(),
                standardization.axis(),
                mean,
                standardization.deviation());
    }

    private static CodeBlock training(Training training) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add("$T.of($L, $L, $LL)", TRAINING_SPEC, training.batch(), training.epochs(), training.seed());
        training.data().ifPresent(data -> code.add("$Z.withData($S)", data));
        if (training.validate() > 0) {
            code.add("$Z.withValidate($L)", Literals.of(training.validate()));
        }
        Stopping stopping = training.stopping();
        if (stopping.patience() > 0) {
            code.add("$Z.withEarlyStopping($L, $S, ", stopping.patience(), stopping.watch());
            code.add("$T.$L)", BETTER, stopping.better());
        }
        if (!training.augmentations().isEmpty()) {
            CodeBlock list = training.augmentations().stream()
                    .map(SignatureWriter::augmentation)
                    .collect(CodeBlock.joining(",$W"));
            code.add("$Z.withAugmentations($L)", list);
        }
        return code.build();
    }

    private static CodeBlock augmentation(Augmentation change) {
        return switch (change.kind()) {
            case FLIP_HORIZONTAL -> CodeBlock.of("$T.flipHorizontal($S)", AUGMENTATION, change.input());
            case FLIP_VERTICAL -> CodeBlock.of("$T.flipVertical($S)", AUGMENTATION, change.input());
            case SHIFT -> CodeBlock.of("$T.shift($S, $L)", AUGMENTATION, change.input(), (int) change.amount());
            case CROP -> CodeBlock.of("$T.crop($S, $L)", AUGMENTATION, change.input(), Literals.of(change.amount()));
        };
    }

    private static CodeBlock shape(TensorType type) {
        int[] shape = type.shape(1);
        String sizes = Arrays.stream(shape, 1, shape.length)
                .mapToObj(size -> ", " + size)
                .collect(Collectors.joining());
        return CodeBlock.of("$L", sizes);
    }

    private static CodeBlock strings(List<String> strings) {
        CodeBlock list = strings.stream().map(s -> CodeBlock.of("$S", s)).collect(CodeBlock.joining(",$W"));
        return CodeBlock.of("$T.of($L)", LIST, list);
    }

    private static CodeBlock ints(int[] values) {
        String list = Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return CodeBlock.of("new int[] {$L}", list);
    }
}
