package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.FLOAT_MASK;
import static dev.nnc.compiler.emit.RuntimeNames.FLOAT_SHUFFLE;
import static dev.nnc.compiler.emit.RuntimeNames.FLOAT_SPECIES;
import static dev.nnc.compiler.emit.RuntimeNames.FLOAT_VECTOR;
import static dev.nnc.compiler.emit.RuntimeNames.INT_SPECIES;
import static dev.nnc.compiler.emit.RuntimeNames.VECTORS;
import static dev.nnc.compiler.emit.RuntimeNames.VECTOR_MASK;
import static dev.nnc.compiler.emit.RuntimeNames.VECTOR_SHUFFLE;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.emit.KernelWriter.Flavour;
import dev.nnc.compiler.loops.kernel.ForLanes;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.LaneOperators;
import dev.nnc.compiler.loops.program.LoweredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * The classes of the kernels: one for each flavour, and an abstract one above them that makes the kernels, so that a JVM without
 * the Vector API never loads a class that needs it. With two flavours programs call the abstract one, which declares all.
 */
final class KernelClassWriter {
    /**
     * Kernels in one class file, whose constant pool holds 65535 entries: a kernel that fills its 4000 bytecodes with distinct
     * constants takes fewer than 300.
     */
    private static final int KERNELS_PER_CLASS = 200;

    private final LoweredModel model;
    private final ModelNames names;
    private final KernelWriter kernels;
    private final Set<String> launched;

    KernelClassWriter(LoweredModel model, ModelNames names, KernelNames kernelNames) {
        this.model = model;
        this.names = names;
        this.kernels = new KernelWriter(kernelNames);
        this.launched = Launches.kernels(Launches.programs(model));
    }

    /** All classes of the kernels. */
    List<TypeSpec> write(Options.Flavour flavour) {
        List<TypeSpec> classes = new ArrayList<>();
        classes.add(base(flavour));
        if (flavour != Options.Flavour.SCALAR) {
            classes.addAll(flavour(Flavour.VECTOR, names.vectorKernels(), true));
        }
        if (flavour != Options.Flavour.VECTOR) {
            classes.addAll(flavour(Flavour.SCALAR, names.scalarKernels(), flavour == Options.Flavour.SCALAR));
        }
        return classes;
    }

    private TypeSpec base(Options.Flavour flavour) {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.kernels())
                .addJavadoc(
                        flavour == Options.Flavour.BOTH
                                ? "What $L computes, step by step.\n{@code $L} says what each step is, and how.\n"
                                : "The way to the kernels of $L, which are in {@code $L}.\n",
                        names.model(),
                        (flavour == Options.Flavour.SCALAR ? names.scalarKernels() : names.vectorKernels())
                                .simpleName())
                .addModifiers(Modifier.ABSTRACT)
                .addMethod(best(flavour));
        if (model.indexFloats() > 0) {
            type.addField(index()).addMethod(indexed());
        }
        if (flavour == Options.Flavour.BOTH) {
            model.kernels().stream()
                    .filter(kernel -> launched.contains(kernel.name()))
                    .forEach(kernel -> type.addMethod(kernels.declaration(kernel)));
        }
        return type.build();
    }

    private MethodSpec best(Options.Flavour flavour) {
        MethodSpec.Builder best =
                MethodSpec.methodBuilder("best").addModifiers(Modifier.STATIC).returns(names.calledKernels());
        switch (flavour) {
            case VECTOR ->
                best.addJavadoc("The kernels, or an error that says how to start the JVM for them.\n")
                        .addStatement("$T.require($S)", VECTORS, names.model())
                        .addStatement("return new $T()", names.vectorKernels());
            case SCALAR -> best.addJavadoc("The kernels.\n").addStatement("return new $T()", names.scalarKernels());
            case BOTH ->
                best.addJavadoc("The fastest kernels that this JVM can run.\n")
                        .beginControlFlow("if ($T.available())", VECTORS)
                        .addStatement("return new $T()", names.vectorKernels())
                        .endControlFlow()
                        .addStatement("$T.warnScalar($S)", VECTORS, names.model())
                        .addStatement("return new $T()", names.scalarKernels());
        }
        return best.build();
    }

    private FieldSpec index() {
        return FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), "INDEX", Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("{@code INDEX[i] == i}: the places of lanes.\n")
                .initializer("index()")
                .build();
    }

    private MethodSpec indexed() {
        return MethodSpec.methodBuilder("index")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(ArrayTypeName.of(TypeName.FLOAT))
                .addStatement("float[] index = new float[$L]", model.indexFloats())
                .beginControlFlow("for (int i = 0; i < index.length; i++)")
                .addStatement("index[i] = i")
                .endControlFlow()
                .addStatement("return index")
                .build();
    }

    /**
     * One flavour: a chain of classes where the kernels do not fit into one, the last of which has the flavour's name.
     *
     * @param documented whether each kernel says what it computes; of two flavours one does
     */
    private List<TypeSpec> flavour(Flavour flavour, ClassName name, boolean documented) {
        List<TypeSpec> classes = new ArrayList<>();
        List<Kernel> all = ForLanes.of(flavour.leastLanes(), flavour.mostLanes(), model.kernels(), launched);
        int count = Math.max(1, (all.size() + KERNELS_PER_CLASS - 1) / KERNELS_PER_CLASS);
        ClassName parent = names.kernels();
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            ClassName part = last ? name : name.peerClass(name.simpleName() + (i + 1));
            TypeSpec.Builder type = TypeSpec.classBuilder(part)
                    .superclass(parent)
                    .addModifiers(last ? Modifier.FINAL : Modifier.ABSTRACT)
                    .addJavadoc(CodeBlock.of("$L\n", description(flavour, documented)));
            if (i == 0) {
                lanes(flavour, type, all);
            }
            all.subList(i * KERNELS_PER_CLASS, Math.min((i + 1) * KERNELS_PER_CLASS, all.size()))
                    .forEach(kernel -> type.addMethod(method(kernel, flavour, documented)));
            classes.add(type.build());
            parent = part;
        }
        return classes;
    }

    private MethodSpec method(Kernel kernel, Flavour flavour, boolean documented) {
        return names.flavour() == Options.Flavour.BOTH && launched.contains(kernel.name())
                ? kernels.overriding(kernel, flavour, documented)
                : kernels.method(kernel, flavour, documented);
    }

    private String description(Flavour flavour, boolean documented) {
        String kernels = "The kernels of " + names.model();
        if (flavour == Flavour.VECTOR) {
            return kernels + " in vectors of as many lanes as the machine prefers.";
        }
        return kernels + " one number at a time, with the results of the vectors bit for bit."
                + (documented
                        ? ""
                        : "\n{@code " + names.vectorKernels().simpleName() + "} says what each of them computes.");
    }

    private static void lanes(Flavour flavour, TypeSpec.Builder type, List<Kernel> kernels) {
        if (flavour == Flavour.SCALAR) {
            type.addField(constant(TypeName.INT, KernelNames.LANES, "1", "Lanes."));
            return;
        }
        LaneOperators operators = LaneOperators.of(kernels);
        type.addField(constant(FLOAT_SPECIES, KernelNames.SPECIES, "species()", "Vectors of {@code float}."));
        if (operators.useIntSpecies()) {
            type.addField(constant(
                    INT_SPECIES, KernelNames.INT_SPECIES, "S.withLanes(int.class)", "As many lanes of {@code int}."));
        }
        type.addField(constant(TypeName.INT, KernelNames.LANES, "S.length()", "Lanes."))
                .addMethod(species());
        operators.laneBits().forEach(bit -> type.addField(lanesWith(bit)));
        operators.swappedBits().forEach(bit -> type.addField(swapped(bit)));
        OperatorProfile.add(type, operators);
    }

    private static FieldSpec lanesWith(int bit) {
        int lanes = IntStream.range(0, 16)
                .filter(lane -> (lane & bit) != 0)
                .map(lane -> 1 << lane)
                .sum();
        return FieldSpec.builder(FLOAT_MASK, KernelNames.LANES_WITH + bit, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Lanes whose number has the bit $L.\n", bit)
                .initializer("$T.fromLong(S, 0x$L)", VECTOR_MASK, Integer.toHexString(lanes))
                .build();
    }

    private static FieldSpec swapped(int bit) {
        return FieldSpec.builder(FLOAT_SHUFFLE, KernelNames.SWAPPED + bit, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Swaps lanes whose numbers differ in the bit $L.\n", bit)
                .initializer("$T.fromOp(S, lane -> lane ^ $L)", VECTOR_SHUFFLE, bit)
                .build();
    }

    private static FieldSpec constant(TypeName type, String name, String value, String javadoc) {
        return FieldSpec.builder(type, name, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L\n", javadoc)
                .initializer("$L", value)
                .build();
    }

    private static MethodSpec species() {
        return MethodSpec.methodBuilder("species")
                .addJavadoc("The preferred lanes, at most 16; {@code -Dnnc.lanes=4}, 8 or 16 asks for others.\n")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(FLOAT_SPECIES)
                .addStatement(
                        "int lanes = Integer.getInteger($S, $T.SPECIES_PREFERRED.length())", "nnc.lanes", FLOAT_VECTOR)
                .beginControlFlow("if (lanes >= 16)")
                .addStatement("return $T.SPECIES_512", FLOAT_VECTOR)
                .endControlFlow()
                .addStatement("return lanes >= 8 ? $1T.SPECIES_256 : $1T.SPECIES_128", FLOAT_VECTOR)
                .build();
    }
}
