package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.CARRIED_STATE;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.plan.Layout;
import javax.lang.model.element.Modifier;

/** The class of what an entry keeps between calls: an array for each tensor, which the caller holds and cannot see. */
final class CarriedStateWriter {
    /** The parameter of that class. */
    static final String VARIABLE = "state";

    private CarriedStateWriter() {}

    /** The state as a parameter of an entry. */
    static ParameterSpec parameter(InferenceMethod method, ModelNames names) {
        return ParameterSpec.builder(method.stateType(names), VARIABLE).build();
    }

    /** Floats of a tensor for a batch of {@code maxBatch} sequences. */
    static int floats(DataInput tensor, int maxBatch) {
        return Layout.of(tensor.type()).floats(maxBatch);
    }

    static TypeSpec write(InferenceMethod method, ModelNames names, DataNames data, int maxBatch) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addJavadoc("The state of sequences none of which has begun.\n")
                .addModifiers(Modifier.PUBLIC)
                .addParameter(TypeName.INT, "sequences")
                .addStatement("super(sequences, MAX_BATCH)");
        TypeSpec.Builder type = TypeSpec.classBuilder(method.stateType(names))
                .addJavadoc("What {@code $L} keeps from call to call.\n", method.name())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(CARRIED_STATE);
        for (DataInput tensor : method.states()) {
            String field = data.variable(tensor.name());
            type.addField(FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), field, Modifier.PRIVATE, Modifier.FINAL)
                    .build());
            constructor.addStatement("$L = array($L)", field, floats(tensor, maxBatch));
        }
        return type.addMethod(constructor.build()).build();
    }
}
