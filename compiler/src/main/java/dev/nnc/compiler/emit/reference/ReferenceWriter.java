package dev.nnc.compiler.emit.reference;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nnc.compiler.emit.ModelNames;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Result.Kind;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.op.Random;
import dev.nnc.compiler.ir.op.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * The reference of a model: what its graphs mean before any pass, as loops that compute one number after another in double
 * precision. It shares no code with the kernels and has no gradients but differences.
 */
public final class ReferenceWriter {
    private static final TypeName HELD = ParameterizedTypeName.get(
            ClassName.get(Map.class), ClassName.get(Integer.class), (ClassName) GraphMethods.VALUE);

    private final Model model;
    private final ModelNames names;
    private final GraphMethods graphs = new GraphMethods();

    public ReferenceWriter(Model model, ModelNames names) {
        this.model = model;
        this.names = names;
    }

    /** Whether a graph draws numbers, so that its reference is to know the seed. */
    public static boolean draws(Graph graph) {
        return graph.nodes().stream()
                .anyMatch(node -> node.op() instanceof Random || node.op() instanceof Scan scan && draws(scan.body()));
    }

    /** The class, whose name is the model's with {@code Reference} behind it. */
    public TypeSpec write() {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(predict());
        List<String> losses = losses();
        if (!losses.isEmpty()) {
            methods.add(loss(losses));
            methods.addAll(SlopeMethods.write());
        }
        List<Loop> loops = loops();
        boolean draws = draws(model.inference()) || model.phases().stream().anyMatch(phase -> draws(phase.forward()));
        TypeSpec.Builder type = TypeSpec.classBuilder(names.reference())
                .addJavadoc(
                        "What {@link $T} means: its graphs as the model file says them, one number\n"
                                + "after another in double precision. The kernels are held against it.\n",
                        names.network())
                .addModifiers(Modifier.FINAL)
                .addFields(new ReferenceSources(names).fields(draws))
                .addField(FieldSpec.builder(TypeName.LONG, "branches", Modifier.PRIVATE)
                        .build());
        if (loops.stream().anyMatch(loop -> loop.name().equals("held"))) {
            type.addField(FieldSpec.builder(HELD, "held", Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("new $T<>()", HashMap.class)
                    .build());
        }
        type.addFields(graphs.fields())
                .addMethods(new ReferenceSources(names).methods(draws))
                .addMethods(methods)
                .addMethods(graphs.methods());
        loops.forEach(loop -> type.addMethod(loop.method()));
        return type.addTypes(NestedTypes.of(loops)).build();
    }

    private MethodSpec predict() {
        List<Integer> outputs = new ArrayList<>();
        for (DataOutput output : model.outputs()) {
            outputs.add(node(model, output.name()));
        }
        graphs.add("outputs", "The outputs outside of training.", model.inference(), outputs);
        return MethodSpec.methodBuilder("predict")
                .addJavadoc("The outputs outside of training, in the order of the model file.\n")
                .returns(ArrayTypeName.of(ArrayTypeName.of(TypeName.DOUBLE)))
                .addStatement("Value[] outputs = outputs()")
                .addStatement("double[][] numbers = new double[outputs.length][]")
                .beginControlFlow("for (int i = 0; i < outputs.length; i++)")
                .addStatement("numbers[i] = outputs[i].data")
                .endControlFlow()
                .addStatement("return numbers")
                .build();
    }

    private static int node(Model model, String output) {
        return model.inference()
                .results(Kind.OUTPUT)
                .filter(result -> result.name().equals(output))
                .findFirst()
                .orElseThrow()
                .node();
    }

    /** The methods of the losses. */
    private List<String> losses() {
        List<String> methods = new ArrayList<>();
        for (Phase phase : model.phases()) {
            String method = graphs.name(phase.name() + "_in_training");
            int loss =
                    phase.forward().results(Kind.LOSS).findFirst().orElseThrow().node();
            graphs.add(method, "The loss {@code " + phase.name() + "} in training.", phase.forward(), List.of(loss));
            methods.add(method);
        }
        return methods;
    }

    private static MethodSpec loss(List<String> methods) {
        CodeBlock.Builder value = CodeBlock.builder();
        for (int phase = 0; phase < methods.size(); phase++) {
            boolean last = phase == methods.size() - 1;
            value.add(last ? "$L()" : "phase == " + phase + " ? $L() : ", methods.get(phase));
        }
        return MethodSpec.methodBuilder("loss")
                .addJavadoc("A loss in training, at the first step.\n")
                .returns(TypeName.DOUBLE)
                .addParameter(TypeName.INT, "phase")
                .addStatement("branches = 0")
                .addStatement("Value[] results = $L", value.build())
                .addStatement("return results[0].data[0]")
                .build();
    }

    private List<Loop> loops() {
        List<String> java = new ArrayList<>(graphs.java());
        java.add("zeros()");
        return Forms.ALL.reachable(java);
    }
}
