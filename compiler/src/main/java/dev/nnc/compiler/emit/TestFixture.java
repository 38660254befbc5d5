package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.BATCH;
import static dev.nnc.compiler.emit.RuntimeNames.ELEMENT;
import static dev.nnc.compiler.emit.RuntimeNames.INPUT_SPEC;
import static dev.nnc.compiler.emit.RuntimeNames.OUTPUT_SPEC;
import static dev.nnc.compiler.emit.RuntimeNames.TENSOR_KIND;
import static dev.nnc.compiler.emit.RuntimeNames.TENSOR_SPEC;
import static dev.nnc.compiler.emit.RuntimeNames.WORKERS;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.lang.model.element.Modifier;

/** What the generated tests share: a network, examples at random, and all numbers that come out. */
final class TestFixture {
    private static final TypeName FLOATS = ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT));

    private static final ClassName ASSERTIONS = ClassName.get("org.junit.jupiter.api", "Assertions");

    private final ModelNames names;

    private final int busy;

    /** Takes the model's names, and how many threads have something to do in a full batch. */
    TestFixture(ModelNames names, int busy) {
        this.names = names;
        this.busy = busy;
    }

    List<MethodSpec> methods(boolean trains) {
        List<MethodSpec> methods = new ArrayList<>(List.of(create(), batch(), predict(), weights()));
        if (trains) {
            methods.add(learn());
        }
        return methods;
    }

    private MethodSpec create() {
        return helper("create", "A network on these kernels, with weights of no special values.")
                .returns(names.network())
                .addParameter(names.calledKernels(), "kernels")
                .addStatement("$1T network = new $1T(kernels)", names.network())
                .addStatement("network.initialize(7)")
                .addStatement("$1T random = new $1T(7)", Random.class)
                .beginControlFlow("for ($T tensor : network.signature().tensors())", TENSOR_SPEC)
                .addStatement("float[] values = network.tensor(tensor.name())")
                .beginControlFlow("for (int i = 0; i < values.length; i++)")
                .addStatement("float some = random.nextFloat()")
                .addStatement("boolean trained = tensor.kind() == $T.PARAMETER", TENSOR_KIND)
                .addStatement("float moved = values[i] == 0 ? some / 10 - 0.05f : values[i] * (0.9f + some / 5)")
                .addStatement("values[i] = trained ? moved : 0.5f + some")
                .endControlFlow()
                .addStatement("network.setTensor(tensor.name(), values)")
                .endControlFlow()
                .addStatement("return network")
                .build();
    }

    private MethodSpec batch() {
        return helper("batch", "Examples at random, the same ones for every count.")
                .returns(BATCH)
                .addParameter(TypeName.INT, "count")
                .addStatement("$1T batch = $1T.forTraining($2T.SIGNATURE, count)", BATCH, names.network())
                .beginControlFlow("for (int slot = 0; slot < batch.slots().size(); slot++)")
                .addStatement("$T spec = batch.slots().get(slot)", INPUT_SPEC)
                .addStatement("$1T random = new $1T(slot)", Random.class)
                .beginControlFlow("for (int i = 0; i < count * spec.size(); i++)")
                .beginControlFlow("if (spec.element() == $T.FLOAT)", ELEMENT)
                .addStatement("batch.floats(slot)[i] = random.nextFloat()")
                .nextControlFlow("else")
                .addStatement("int least = spec.element() == $T.LENGTH ? 1 : 0", ELEMENT)
                .addStatement("batch.classes(slot)[i] = least + random.nextInt(spec.classes())")
                .endControlFlow()
                .endControlFlow()
                .endControlFlow()
                .addStatement("batch.setCount(count)")
                .addStatement("return batch")
                .build();
    }

    private MethodSpec predict() {
        return helper("predict", "All outputs.")
                .returns(FLOATS)
                .addParameter(names.network(), "network")
                .addParameter(BATCH, "batch")
                .addStatement("float[][] outputs = new float[network.signature().outputs().size()][]")
                .addStatement("int next = 0")
                .beginControlFlow("for ($T output : network.signature().outputs())", OUTPUT_SPEC)
                .addStatement("outputs[next++] = new float[batch.count() * output.size()]")
                .endControlFlow()
                .addStatement("network.predict(batch, batch.count(), outputs)")
                .addStatement("return outputs")
                .build();
    }

    private MethodSpec weights() {
        return helper("weights", "All weights.")
                .returns(FLOATS)
                .addParameter(names.network(), "network")
                .addStatement("float[][] weights = new float[network.signature().tensors().size()][]")
                .addStatement("int next = 0")
                .beginControlFlow("for ($T tensor : network.signature().tensors())", TENSOR_SPEC)
                .addStatement("weights[next++] = network.tensor(tensor.name())")
                .endControlFlow()
                .addStatement("return weights")
                .build();
    }

    private MethodSpec learn() {
        return helper("learn", "All weights after two steps.")
                .returns(FLOATS)
                .addParameter(names.network(), "network")
                .addParameter(TypeName.INT, "threads")
                .beginControlFlow("try ($1T workers = $1T.start(threads))", WORKERS)
                .addStatement("$T trainer = network.trainer(workers)", names.trainer())
                .addStatement("trainer.step(batch(network.signature().maxBatch()))")
                .addStatement("trainer.step(batch(1))")
                .beginControlFlow("for (int worker = 1; worker < Math.min(threads, $L); worker++)", busy)
                .addStatement(
                        "$T.assertTrue(workers.unitsDone(worker) > 0,$W$S + worker)", ASSERTIONS, "no work for worker ")
                .endControlFlow()
                .endControlFlow()
                .addStatement("return weights(network)")
                .build();
    }

    private static MethodSpec.Builder helper(String name, String javadoc) {
        return MethodSpec.methodBuilder(name).addJavadoc("$L\n", javadoc).addModifiers(Modifier.STATIC);
    }
}
