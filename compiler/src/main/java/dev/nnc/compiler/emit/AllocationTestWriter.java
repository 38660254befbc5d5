package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.BATCH;
import static dev.nnc.compiler.emit.RuntimeNames.LIST;
import static dev.nnc.compiler.emit.RuntimeNames.NETWORK;
import static dev.nnc.compiler.emit.RuntimeNames.THREAD_BEAN;
import static dev.nnc.compiler.emit.RuntimeNames.WORKERS;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.nnc.compiler.Options.Flavour;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * The test that a model allocates nothing per step and per prediction. Vectors are objects until the JVM's compiler
 * has seen through them, and when that is depends on all that a JVM did before: so it runs in one of its own.
 */
final class AllocationTestWriter {
    private static final ClassName TEST = ClassName.get("org.junit.jupiter.api", "Test");
    private static final ClassName ASSERTIONS = ClassName.get("org.junit.jupiter.api", "Assertions");

    /** Calls without allocation that say that there will be none. */
    private static final int CALLS = 50;

    /** Long enough for a busy machine; an idle one takes less than a second for a small model. */
    private static final int SECONDS = 150;

    /** Kernels run once a step; without it, HotSpot compiles them for good after 600 of them. */
    private static final String FEW_CALLS = "-XX:Tier4MinInvocationThreshold=20";

    private final ModelNames names;
    private final boolean trains;
    private final Flavour flavour;

    AllocationTestWriter(ModelNames names, boolean trains, Flavour flavour) {
        this.names = names;
        this.trains = trains;
        this.flavour = flavour;
    }

    TypeSpec write() {
        return TypeSpec.classBuilder(names.allocationTest())
                .addJavadoc("Predictions and steps leave the garbage collector nothing to do, once the JVM has\n"
                        + "compiled them. Measured in a JVM of its own.\n")
                .addModifiers(Modifier.FINAL)
                .addMethod(fork())
                .addMethod(place())
                .addMethod(main())
                .addMethod(measure())
                .addMethod(allocatesNothing())
                .build();
    }

    private MethodSpec fork() {
        CodeBlock.Builder command = CodeBlock.builder()
                .add("$T<String> command = $T.of(", LIST, LIST)
                .add("$T.getProperty($S) + $S", System.class, "java.home", "/bin/java");
        if (flavour != Flavour.SCALAR) {
            command.add(",$W$S", "--add-modules=jdk.incubator.vector");
        }
        command.add(
                ",$W$S,$W$S,$W$S,$Wclasses.toString(),$W$T.class.getName())",
                "-XX:+UseSerialGC",
                FEW_CALLS,
                "-cp",
                names.allocationTest());
        return MethodSpec.methodBuilder("predictionsAndStepsAllocateNothing")
                .addAnnotation(TEST)
                .addException(Exception.class)
                .addStatement(
                        "$1T classes = new $1T($2T.getProperty($3S))",
                        StringJoiner.class,
                        System.class,
                        "path.separator")
                .addStatement(
                        "$T<Class<?>> places =$W$T.of($T.class,$W$T.class,$W$T.class,$W$T.class)",
                        LIST,
                        LIST,
                        names.allocationTest(),
                        names.network(),
                        NETWORK,
                        ASSERTIONS)
                .beginControlFlow("for (Class<?> type : places)")
                .addStatement("classes.add(place(type))")
                .endControlFlow()
                .addStatement(command.build())
                .addStatement("Process jvm = new $T(command).redirectErrorStream(true).start()", ProcessBuilder.class)
                .addStatement(
                        "String said = new String(jvm.getInputStream().readAllBytes(),$W$T.UTF_8)",
                        StandardCharsets.class)
                .addStatement("$T.assertEquals(0, jvm.waitFor(), said)", ASSERTIONS)
                .build();
    }

    private static MethodSpec place() {
        return helper("place", "The folder or archive that a class was read from.")
                .returns(String.class)
                .addException(Exception.class)
                .addParameter(
                        ParameterizedTypeName.get(ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class)),
                        "type")
                .addStatement(
                        "return $T.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString()",
                        RuntimeNames.PATH)
                .build();
    }

    private MethodSpec main() {
        MethodSpec.Builder main = MethodSpec.methodBuilder("main")
                .addJavadoc("What the other JVM runs; it fails when something goes on allocating.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(ArrayTypeName.of(String.class), "arguments")
                .addStatement("measure($T.best())", names.kernels());
        if (flavour == Flavour.BOTH) {
            main.addStatement("measure(new $T())", names.scalarKernels());
        }
        return main.build();
    }

    private MethodSpec measure() {
        MethodSpec.Builder measure = helper("measure", "Predicts and learns on these kernels.")
                .addParameter(names.calledKernels(), "kernels")
                .addStatement("$T network = $T.create(kernels)", names.network(), names.test())
                .addStatement("$T batch = $T.batch(1)", BATCH, names.test())
                .addStatement("float[][] outputs = $T.predict(network, batch)", names.test())
                .addStatement("allocatesNothing($S,$W() -> network.predict(batch, 1, outputs))", "a prediction");
        if (trains) {
            measure.addStatement("$T trainer = network.trainer($T.single())", names.trainer(), WORKERS)
                    .addStatement("allocatesNothing($S,$W() -> trainer.step(batch))", "a step");
        }
        return measure.build();
    }

    private static MethodSpec allocatesNothing() {
        return helper("allocatesNothing", "Waits for " + CALLS + " calls in a row that allocate nothing.")
                .addParameter(String.class, "what")
                .addParameter(Runnable.class, "work")
                .addStatement("$1T threads = ($1T) $2T.getThreadMXBean()", THREAD_BEAN, ManagementFactory.class)
                .addStatement("long end = $T.nanoTime() + $LL", System.class, SECONDS * 1_000_000_000L)
                .addStatement("int clean = 0")
                .beginControlFlow("while (clean < $L)", CALLS)
                .addStatement("long before = threads.getCurrentThreadAllocatedBytes()")
                .addStatement("work.run()")
                .addStatement("long allocated = threads.getCurrentThreadAllocatedBytes() - before")
                .addStatement("clean = allocated == 0 ? clean + 1 : 0")
                .beginControlFlow("if (System.nanoTime() > end)")
                .addStatement(
                        "throw new $T(what + $S + allocated + $S)",
                        IllegalStateException.class,
                        " allocates ",
                        " bytes")
                .endControlFlow()
                .endControlFlow()
                .build();
    }

    private static MethodSpec.Builder helper(String name, String javadoc) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc("$L\n", javadoc)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC);
    }
}
