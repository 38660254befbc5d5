package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.BATCH;
import static dev.nnc.compiler.emit.RuntimeNames.IO_EXCEPTION;
import static dev.nnc.compiler.emit.RuntimeNames.PATH;
import static dev.nnc.compiler.emit.RuntimeNames.WORKERS;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.loops.program.LoweredModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The tests of a model's generated classes, for the project that they are generated into: JUnit and nothing else. */
final class TestWriter {
    private static final ClassName TEST = ClassName.get("org.junit.jupiter.api", "Test");
    private static final ClassName TEMP_DIR = ClassName.get("org.junit.jupiter.api.io", "TempDir");
    private static final ClassName ASSERTIONS = ClassName.get("org.junit.jupiter.api", "Assertions");

    private final LoweredModel lowered;
    private final ModelNames names;
    private final TestFixture fixture;

    TestWriter(LoweredModel lowered, ModelNames names) {
        this.lowered = lowered;
        this.names = names;
        this.fixture = new TestFixture(names, Launches.busyThreads(lowered));
    }

    TypeSpec write(Flavour flavour) {
        MeaningTests meaning = new MeaningTests(lowered.model(), names);
        List<MethodSpec> tests = new ArrayList<>(meaning.tests());
        tests.add(savedWeights());
        if (!Launches.draws(lowered.predict())) {
            tests.add(batches());
        }
        if (flavour == Flavour.BOTH) {
            tests.add(twinPredicts());
        }
        boolean trains = !lowered.phases().isEmpty();
        if (trains) {
            tests.addAll(List.of(threads(), resumes()));
        }
        if (trains && flavour == Flavour.BOTH) {
            tests.add(twinLearns());
        }
        return TypeSpec.classBuilder(names.test())
                .addJavadoc("What has to hold for {@link $T} on every machine.\n", names.network())
                .addModifiers(Modifier.FINAL)
                .addMethods(tests)
                .addMethods(fixture.methods(trains))
                .addMethods(meaning.helpers())
                .build();
    }

    private MethodSpec savedWeights() {
        return test("savedWeightsPredictTheSame")
                .addParameter(ParameterSpec.builder(PATH, "folder")
                        .addAnnotation(TEMP_DIR)
                        .build())
                .addException(IO_EXCEPTION)
                .addStatement("$T network = create($T.best())", names.network(), names.kernels())
                .addStatement("$T file = folder.resolve($S)", PATH, "weights.safetensors")
                .addStatement("network.save(file)")
                .addStatement("$T batch = batch(3)", BATCH)
                .addStatement(
                        "$T.assertArrayEquals(predict(network, batch),$Wpredict($T.load(file), batch))",
                        ASSERTIONS,
                        names.network())
                .build();
    }

    private MethodSpec batches() {
        return test("anExampleDoesNotDependOnItsNeighbours")
                .addStatement("$T network = create($T.best())", names.network(), names.kernels())
                .addStatement("int count = $T.SIGNATURE.maxBatch() + 1", names.network())
                .addStatement("float[][] together = predict(network, batch(count))")
                .addStatement("float[][] few = predict(network, batch(3))")
                .beginControlFlow("for (int i = 0; i < few.length; i++)")
                .addStatement(
                        "$1T.assertArrayEquals($2T.copyOf(together[i], few[i].length), few[i])",
                        ASSERTIONS,
                        ClassName.get("java.util", "Arrays"))
                .endControlFlow()
                .build();
    }

    private MethodSpec twinPredicts() {
        return test("vectorsPredictTheBitsOfTheirTwin")
                .addStatement("$T batch = batch(5)", BATCH)
                .addStatement("float[][] plain = predict(create(new $T()), batch)", names.scalarKernels())
                .addStatement(
                        "$T.assertArrayEquals(plain, predict(create($T.best()), batch))", ASSERTIONS, names.kernels())
                .build();
    }

    private MethodSpec twinLearns() {
        return test("vectorsLearnTheBitsOfTheirTwin")
                .addStatement("float[][] plain = learn(create(new $T()), 1)", names.scalarKernels())
                .addStatement("$T.assertArrayEquals(plain, learn(create($T.best()), 1))", ASSERTIONS, names.kernels())
                .build();
    }

    private MethodSpec threads() {
        return test("threadsLearnTheBitsOfOne")
                .addStatement("float[][] one = learn(create($T.best()), 1)", names.kernels())
                .addStatement("$T.assertArrayEquals(one, learn(create($T.best()), 3))", ASSERTIONS, names.kernels())
                .build();
    }

    private MethodSpec resumes() {
        return test("resumedTrainingGoesOnAsIfItHadNotStopped")
                .addParameter(ParameterSpec.builder(PATH, "folder")
                        .addAnnotation(TEMP_DIR)
                        .build())
                .addException(IO_EXCEPTION)
                .addStatement("$T batch = batch($L)", BATCH, few())
                .addStatement("$T checkpoint = folder.resolve($S)", PATH, "checkpoint.safetensors")
                .addStatement("$T whole = create($T.best())", names.network(), names.kernels())
                .addStatement("$T trainer = whole.trainer($T.single())", names.trainer(), WORKERS)
                .addStatement("trainer.step(batch)")
                .addStatement("trainer.saveCheckpoint(checkpoint)")
                .addStatement("trainer.step(batch)")
                .addStatement("$T resumed = create($T.best())", names.network(), names.kernels())
                .addStatement("$T other = resumed.trainer($T.single())", names.trainer(), WORKERS)
                .addStatement("other.resume(checkpoint)")
                .addStatement("other.step(batch)")
                .addStatement("$T.assertArrayEquals(weights(whole), weights(resumed))", ASSERTIONS)
                .build();
    }

    /** Two examples, or one where a batch has no room for more. */
    private int few() {
        return Math.min(2, lowered.model().training().batch());
    }

    private static MethodSpec.Builder test(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(TEST);
    }
}
