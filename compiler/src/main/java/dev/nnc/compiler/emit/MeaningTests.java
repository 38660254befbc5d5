package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.BATCH;
import static dev.nnc.compiler.emit.RuntimeNames.LAYOUTS;
import static dev.nnc.compiler.emit.RuntimeNames.LIST;
import static dev.nnc.compiler.emit.RuntimeNames.TENSOR_SPEC;
import static dev.nnc.compiler.emit.RuntimeNames.WORKERS;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.emit.reference.ReferenceWriter;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.lang.model.element.Modifier;

/** The generated tests that hold kernels against the {@linkplain ReferenceWriter reference}. */
final class MeaningTests {
    private static final ClassName TEST = ClassName.get("org.junit.jupiter.api", "Test");
    private static final ClassName ASSERTIONS = ClassName.get("org.junit.jupiter.api", "Assertions");
    private static final TypeName DOUBLES = ArrayTypeName.of(TypeName.DOUBLE);
    private static final TypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);

    /** Examples whose gradients are taken. */
    private static final int EXAMPLES = 2;

    /** Directions that are tried for each weight, each with a step to either side. */
    private static final int DIRECTIONS = 4;

    /**
     * Gradients of weights that differ in their last place, and how much further off than these a gradient may be. A sum that
     * cancels, such as that of a bias in front of a normalisation, is what rounding leaves of its terms: it is not known better
     * than its neighbours agree. Four of them within a tenth of an error by chance are one case in many thousands.
     */
    private static final int NEIGHBOURS = 4;

    private static final int BEYOND_NEIGHBOURS = 10;

    /** The reference multiplies and adds about as often in a second. */
    private static final double FLOPS_A_SECOND = 3e8;

    private static final double SECONDS = 4;

    private final Model model;
    private final ModelNames names;
    private final boolean drawsInPrediction;
    private final boolean drawsInTraining;

    MeaningTests(Model model, ModelNames names) {
        this.model = model;
        this.names = names;
        this.drawsInPrediction = ReferenceWriter.draws(model.inference());
        this.drawsInTraining = model.phases().stream().anyMatch(phase -> ReferenceWriter.draws(phase.forward()));
    }

    List<MethodSpec> tests() {
        List<MethodSpec> tests = new ArrayList<>(List.of(predictions()));
        if (!model.phases().isEmpty()) {
            tests.add(slopes());
        }
        return tests;
    }

    List<MethodSpec> helpers() {
        List<MethodSpec> helpers = new ArrayList<>();
        if (!model.phases().isEmpty()) {
            helpers.addAll(List.of(nudged(), checkSlopes()));
        }
        helpers.add(agree());
        helpers.add(doubles());
        return helpers;
    }

    private MethodSpec predictions() {
        return MethodSpec.methodBuilder("predictsWhatTheReferenceDoes")
                .addAnnotation(TEST)
                .addStatement("$T network = create($T.best())", names.network(), names.kernels())
                .addStatement("$T batch = batch(3)", BATCH)
                .addStatement("float[][] outputs = predict(network, batch)")
                .addStatement("double[][] expected = $L.predict()", reference("batch.seed()"))
                .beginControlFlow("for (int i = 0; i < outputs.length; i++)")
                .addStatement("agree($S + i, doubles(outputs[i]), expected[i], 0)", "output ")
                .endControlFlow()
                .build();
    }

    private CodeBlock reference(String seed) {
        return drawsInPrediction || drawsInTraining
                ? CodeBlock.of("new $T(network, batch, $L)", names.reference(), seed)
                : CodeBlock.of("new $T(network, batch)", names.reference());
    }

    private MethodSpec slopes() {
        MethodSpec.Builder test = MethodSpec.methodBuilder("gradientsAreTheSlopesOfTheReference")
                .addAnnotation(TEST)
                .addStatement("$T network = create($T.best())", names.network(), names.kernels())
                .addStatement("$T trainer = network.trainer($T.single())", names.trainer(), WORKERS)
                .addStatement(
                        "$T batch = batch($L)",
                        BATCH,
                        Math.min(EXAMPLES, model.training().batch()));
        boolean several = model.phases().size() > 1;
        if (several) {
            test.beginControlFlow(
                    "for (int phase = 0; phase < $L; phase++)", model.phases().size());
        }
        String phase = several ? "phase" : "0";
        test.addStatement(
                        "$T tensors = network.signature().trainable($L)",
                        ParameterizedTypeName.get(LIST, TENSOR_SPEC),
                        phase)
                .addStatement("float[][] gradients = new float[$L][$T.size(tensors)]", 1 + NEIGHBOURS, LAYOUTS)
                .addStatement("float loss = trainer.gradients($L, batch, gradients[0])", phase)
                .beginControlFlow("for (int i = 1; i < gradients.length; i++)")
                .addStatement("nudged(i).trainer($T.single()).gradients($L, batch, gradients[i])", WORKERS, phase)
                .endControlFlow()
                .addStatement("$T reference = $L", names.reference(), reference("trainer.seed()"))
                .addStatement(
                        "agree($S,$Wnew double[] {loss},$Wnew double[] {reference.loss($L)}, 0)", "the loss", phase)
                .addStatement("int from = 0");
        int together = tensorsTogether();
        test.beginControlFlow("for (int i = 0; i < tensors.size(); i += $L)", together);
        if (together == 1) {
            test.addStatement("int to = from + tensors.get(i).size()");
        } else {
            test.addStatement(
                    "int to = from + $T.size(tensors.subList(i, Math.min(i + $L, tensors.size())))", LAYOUTS, together);
        }
        test.addStatement("checkSlopes(reference, $L, tensors.get(i).name(), gradients, from, to)", phase)
                .addStatement("from = to")
                .endControlFlow();
        return (several ? test.endControlFlow() : test).build();
    }

    /** How many weights move at once, so that all of it takes a few seconds. */
    private int tensorsTogether() {
        double evaluations = 0;
        for (Phase phase : model.phases()) {
            evaluations += 2.0 * DIRECTIONS * phase.weights().size() * flops(phase.forward()) / FLOPS_A_SECOND;
        }
        return (int) Math.max(1, Math.ceil(evaluations / SECONDS));
    }

    private static double flops(Graph graph) {
        double sum = 0;
        for (Node node : graph.nodes()) {
            sum += node.op().flops(node.inputs().stream().map(graph::type).toList(), node.type(), EXAMPLES);
        }
        return sum;
    }

    private MethodSpec nudged() {
        return helper("nudged", "The network of {@link #create} with other last places of its weights.\n")
                .returns(names.network())
                .addParameter(TypeName.INT, "seed")
                .addStatement("$T network = create($T.best())", names.network(), names.kernels())
                .addStatement("$1T random = new $1T(seed)", Random.class)
                .beginControlFlow("for ($T tensor : network.signature().tensors())", TENSOR_SPEC)
                .addStatement("float[] values = network.tensor(tensor.name())")
                .beginControlFlow("for (int i = 0; i < values.length; i++)")
                .addStatement("values[i] += random.nextBoolean() ? Math.ulp(values[i]) : -Math.ulp(values[i])")
                .endControlFlow()
                .addStatement("network.setTensor(tensor.name(), values)")
                .endControlFlow()
                .addStatement("return network")
                .build();
    }

    private MethodSpec checkSlopes() {
        return helper(
                        "checkSlopes",
                        "Along each of a few weights, or along directions at random that move all of many.\n"
                                + "At least one of them must be without a kink. The first gradients are checked;\n"
                                + "the others, of weights nudged, tell how sharp they are.\n")
                .addParameter(names.reference(), "reference")
                .addParameter(TypeName.INT, "phase")
                .addParameter(String.class, "weight")
                .addParameter(ArrayTypeName.of(FLOATS), "gradients")
                .addParameter(TypeName.INT, "from")
                .addParameter(TypeName.INT, "to")
                .addStatement("boolean few = to - from <= $L", 2 * DIRECTIONS)
                .addStatement("double[] ours = new double[few ? to - from : $L]", DIRECTIONS)
                .addStatement("double[] expected = new double[ours.length]")
                .addStatement("double rounding = 0")
                .addStatement("$1T random = new $1T(from)", Random.class)
                .addStatement("int measured = 0")
                .beginControlFlow("for (int i = 0; i < ours.length; i++)")
                .addCode(along())
                .addStatement("double slope = reference.slope(phase, direction)")
                .beginControlFlow("if (!Double.isNaN(slope))")
                .addStatement("ours[i] = along[0]")
                .addStatement("expected[i] = slope")
                .addStatement("measured++")
                .beginControlFlow("for (double other : along)")
                .addStatement("rounding = Math.max(rounding, Math.abs(other - along[0]))")
                .endControlFlow()
                .endControlFlow()
                .endControlFlow()
                .addStatement("$T.assertTrue(measured > 0, $S + weight)", ASSERTIONS, "kinks everywhere around ")
                .addStatement("agree($S + weight, ours, expected, rounding)", "the gradient of ")
                .build();
    }

    /** A direction, and what each of the gradients makes of it. */
    private static CodeBlock along() {
        return CodeBlock.builder()
                .addStatement("double[] direction = new double[gradients[0].length]")
                .addStatement("double[] along = new double[gradients.length]")
                .beginControlFlow("for (int j = from; j < to; j++)")
                .addStatement("direction[j] = few ? (j == from + i ? 1 : 0) : random.nextBoolean() ? 1 : -1")
                .beginControlFlow("for (int k = 0; k < along.length; k++)")
                .addStatement("along[k] += direction[j] * gradients[k][j]")
                .endControlFlow()
                .endControlFlow()
                .build();
    }

    private static MethodSpec agree() {
        return helper(
                        "agree",
                        "The largest difference is small beside the largest number, or beside what rounding does.\n")
                .addParameter(String.class, "what")
                .addParameter(DOUBLES, "ours")
                .addParameter(DOUBLES, "expected")
                .addParameter(TypeName.DOUBLE, "rounding")
                .addStatement("double difference = 0")
                .addStatement("double largest = 1e-6")
                .beginControlFlow("for (int i = 0; i < expected.length; i++)")
                .addStatement("difference = Math.max(difference, Math.abs(ours[i] - expected[i]))")
                .addStatement("largest = Math.max(largest, Math.abs(expected[i]))")
                .endControlFlow()
                .addStatement(
                        "$T.assertTrue(difference <= Math.max(1e-4 * largest, $L * rounding),$Wwhat + $S + difference + $S + largest)",
                        ASSERTIONS,
                        BEYOND_NEIGHBOURS,
                        " is off by ",
                        " of ")
                .build();
    }

    private static MethodSpec doubles() {
        return helper("doubles", "The same numbers, wider.\n")
                .returns(DOUBLES)
                .addParameter(FLOATS, "floats")
                .addStatement("double[] doubles = new double[floats.length]")
                .beginControlFlow("for (int i = 0; i < floats.length; i++)")
                .addStatement("doubles[i] = floats[i]")
                .endControlFlow()
                .addStatement("return doubles")
                .build();
    }

    private static MethodSpec.Builder helper(String name, String javadoc) {
        return MethodSpec.methodBuilder(name).addJavadoc(javadoc).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
    }
}
