package dev.nnc.compiler.emit.reference;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.emit.ModelNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** What a reference is made from: a network's weights and a batch, widened to double precision. */
final class ReferenceSources {
    private static final String RUNTIME = "dev.nnc.runtime";
    private static final ClassName NETWORK = ClassName.get(RUNTIME, "Network");
    private static final ClassName BATCH = ClassName.get(RUNTIME, "Batch");
    private static final ClassName TENSOR_SPEC = ClassName.get(RUNTIME, "TensorSpec");
    private static final ClassName INPUT_SPEC = ClassName.get(RUNTIME, "InputSpec");
    private static final ClassName ELEMENT = ClassName.get(RUNTIME, "Element");
    private static final ClassName COUNTER_RANDOM = ClassName.get(RUNTIME, "CounterRandom");
    private static final TypeName LEAVES = ParameterizedTypeName.get(
            ClassName.get(Map.class), ClassName.get(String.class), (ClassName) GraphMethods.VALUE);

    private final ModelNames names;

    ReferenceSources(ModelNames names) {
        this.names = names;
    }

    List<FieldSpec> fields(boolean draws) {
        List<FieldSpec> fields = new ArrayList<>(List.of(
                field(names.network(), "network").build(),
                field(LEAVES, "leaves").initializer("new $T<>()", HashMap.class).build(),
                field(TypeName.INT, "count").build()));
        if (draws) {
            fields.add(field(TypeName.LONG, "key").build());
        }
        return fields;
    }

    private static FieldSpec.Builder field(TypeName type, String name) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL);
    }

    List<MethodSpec> methods(boolean draws) {
        return List.of(constructor(draws), slot(), weight());
    }

    private MethodSpec constructor(boolean draws) {
        MethodSpec.Builder method = MethodSpec.constructorBuilder()
                .addJavadoc(
                        "Takes the weights that the network has now$L.\n", draws ? ", and the seed of its draws" : "")
                .addParameter(names.network(), "network")
                .addParameter(BATCH, "batch");
        if (draws) {
            method.addParameter(TypeName.LONG, "seed");
        }
        method.addStatement("this.network = network").addStatement("this.count = batch.count()");
        if (draws) {
            method.addStatement("this.key = $1T.key(seed, $1T.Purpose.DRAW, 0)", COUNTER_RANDOM);
        }
        return method.beginControlFlow("for ($T tensor : network.signature().tensors())", TENSOR_SPEC)
                .addStatement("leaves.put(tensor.name(), weight(tensor))")
                .endControlFlow()
                .beginControlFlow("for (int slot = 0; slot < batch.slots().size(); slot++)")
                .addStatement("leaves.put(batch.slots().get(slot).name(), slot(batch, slot))")
                .endControlFlow()
                .build();
    }

    private static MethodSpec weight() {
        return MethodSpec.methodBuilder("weight")
                .addModifiers(Modifier.PRIVATE)
                .returns(GraphMethods.VALUE)
                .addParameter(TENSOR_SPEC, "tensor")
                .addStatement("Value value = zeros(tensor.shape())")
                .addStatement("float[] numbers = network.tensor(tensor.name())")
                .beginControlFlow("for (int i = 0; i < numbers.length; i++)")
                .addStatement("value.data[i] = numbers[i]")
                .endControlFlow()
                .addStatement("return value")
                .build();
    }

    private static MethodSpec slot() {
        return MethodSpec.methodBuilder("slot")
                .addModifiers(Modifier.PRIVATE)
                .returns(GraphMethods.VALUE)
                .addParameter(BATCH, "batch")
                .addParameter(TypeName.INT, "slot")
                .addStatement("$T spec = batch.slots().get(slot)", INPUT_SPEC)
                .addStatement(
                        "int[] shape = $1T.concat($1T.of(count), $1T.of(spec.shape())).toArray()", IntStream.class)
                .addStatement("Value value = zeros(shape)")
                .addStatement("boolean numbers = spec.element() == $T.FLOAT", ELEMENT)
                .beginControlFlow("for (int i = 0; i < value.data.length; i++)")
                .addStatement("value.data[i] = numbers ? batch.floats(slot)[i] : batch.classes(slot)[i]")
                .endControlFlow()
                .addStatement("return value")
                .build();
    }
}
