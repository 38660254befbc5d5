package dev.nnc.compiler.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.loops.program.LoweredModel.PhasePrograms;
import dev.nnc.compiler.plan.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** What a trainer that was compiled to be observed keeps of its last pass: outputs, and gradients of inputs and targets. */
final class Observed {
    private static final TypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);

    private final Map<Space, String> arrays = new LinkedHashMap<>();
    private final List<FieldSpec> fields = new ArrayList<>();
    private final LoweredModel lowered;
    private final NameAllocator members;

    Observed(LoweredModel lowered, NameAllocator members) {
        this.lowered = lowered;
        this.members = members;
        for (DataOutput output : lowered.model().outputs()) {
            add(new Space.Output(output.name()), output.name() + "InTraining", DataNames.size(output.type()));
        }
        Model model = lowered.model();
        for (DataInput input :
                Stream.concat(model.inputs().stream(), model.targets().stream()).toList()) {
            add(new Space.InputGradient(input.name()), input.name() + "Gradient", DataNames.size(input.type()));
        }
    }

    private void add(Space space, String name, int size) {
        Stream<PhasePrograms> phases = lowered.phases().stream();
        if (!Launches.touch(phases.map(PhasePrograms::gradients), space)) {
            return;
        }
        String field = members.newName(ModelNames.variable(name));
        int batch = lowered.model().training().batch();
        arrays.put(space, field);
        fields.add(FieldSpec.builder(FLOATS, field, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new float[$L]", batch * size)
                .build());
    }

    /** The array of an output or of an input's gradient. */
    String array(Space space) {
        return arrays.get(space);
    }

    List<FieldSpec> fields() {
        return fields;
    }

    /** The methods that give the arrays away, where there are any. */
    List<MethodSpec> methods() {
        if (arrays.isEmpty()) {
            return List.of();
        }
        return List.of(
                method("trainingOutput", "What the last pass put out for this output.\n", Space.Output.class),
                method(
                        "inputGradient",
                        "The gradient of this input or target in the last pass.\n",
                        Space.InputGradient.class));
    }

    private MethodSpec method(String name, String doc, Class<? extends Space> kind) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addJavadoc(doc)
                .addModifiers(Modifier.PUBLIC)
                .returns(FLOATS)
                .addParameter(String.class, "name")
                .beginControlFlow("switch (name)");
        arrays.forEach((space, array) -> {
            if (kind.isInstance(space)) {
                method.addStatement("case $S: return $L", data(space), array);
            }
        });
        return method.addStatement("default: throw new $T(name)", IllegalArgumentException.class)
                .endControlFlow()
                .build();
    }

    private static String data(Space space) {
        return space instanceof Space.Output output ? output.name() : ((Space.InputGradient) space).name();
    }
}
