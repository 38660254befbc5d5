package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.BATCH;
import static dev.nnc.compiler.emit.RuntimeNames.CHECKS;
import static dev.nnc.compiler.emit.RuntimeNames.IO_EXCEPTION;
import static dev.nnc.compiler.emit.RuntimeNames.NETWORK;
import static dev.nnc.compiler.emit.RuntimeNames.PATH;
import static dev.nnc.compiler.emit.RuntimeNames.SIGNATURE;
import static dev.nnc.compiler.emit.RuntimeNames.TRAINER;
import static dev.nnc.compiler.emit.RuntimeNames.WORKERS;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.loops.program.LoweredModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The class that users know: parameters and inference. */
final class ModelWriter {
    private final LoweredModel lowered;
    private final Model model;
    private final ModelNames names;
    private final DataNames data;
    private final FileHeader header;
    private final WorkMemory memory;
    private final ProgramWriter programs;

    ModelWriter(LoweredModel lowered, ModelNames names, KernelNames kernels, FileHeader header) {
        this.lowered = lowered;
        this.model = lowered.model();
        this.names = names;
        this.header = header;
        this.data = new DataNames(model);
        this.memory = new WorkMemory(lowered.inference().toList());
        this.programs = new ProgramWriter(kernels, data.members(), null, memory);
    }

    TypeSpec write() {
        InferenceMethod predict = InferenceMethod.predict(lowered);
        InferenceWriter inference = new InferenceWriter(names, lowered, data, programs);
        ClassNamesWriter classes = new ClassNamesWriter(model, names, data);
        List<MethodSpec> methods = new ArrayList<>(constructors());
        methods.addAll(List.of(create(), load(), share(), trainer()));
        methods.addAll(inference.write(predict));
        methods.addAll(classes.methods(predict));
        List<InferenceMethod> entries = InferenceMethod.entries(lowered);
        entries.forEach(entry -> methods.addAll(inference.write(entry)));
        methods.add(predictBatch(predict));
        methods.addAll(new SignatureWriter(lowered, header.hash()).write());
        return TypeSpec.classBuilder(names.network())
                .addJavadoc(new ModelDocumentation(lowered, header).write())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(NETWORK)
                .addFields(fields())
                .addFields(programs.fields())
                .addMethods(methods)
                .addTypes(classes.enums())
                .addTypes(entries.stream()
                        .filter(InferenceMethod::carries)
                        .map(entry -> CarriedStateWriter.write(
                                entry, names, data, model.training().batch()))
                        .toList())
                .build();
    }

    private List<FieldSpec> fields() {
        List<FieldSpec> fields = new ArrayList<>();
        fields.add(FieldSpec.builder(SIGNATURE, "SIGNATURE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The facts of the model.\n")
                .initializer("describe()")
                .build());
        fields.add(FieldSpec.builder(TypeName.INT, "MAX_BATCH", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L", model.training().batch())
                .build());
        fields.add(FieldSpec.builder(names.calledKernels(), "kernels", Modifier.FINAL)
                .build());
        memory.field().ifPresent(fields::add);
        return fields;
    }

    private List<MethodSpec> constructors() {
        MethodSpec fresh = MethodSpec.constructorBuilder()
                .addParameter(names.calledKernels(), "kernels")
                .addStatement("super(SIGNATURE)")
                .addStatement("this.kernels = kernels")
                .build();
        MethodSpec sharing = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(names.network(), "shared")
                .addStatement("super(shared)")
                .addStatement("kernels = shared.kernels")
                .build();
        return List.of(fresh, sharing);
    }

    private MethodSpec create() {
        return MethodSpec.methodBuilder("create")
                .addJavadoc("A network with weights drawn as the model file says.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(names.network())
                .addParameter(TypeName.LONG, "seed")
                .addStatement("$1T network = new $1T($2T.best())", names.network(), names.kernels())
                .addStatement("network.initialize(seed)")
                .addStatement("return network")
                .build();
    }

    private MethodSpec load() {
        return MethodSpec.methodBuilder("load")
                .addJavadoc("A network with the weights of a safetensors file, which {@link #save} or PyTorch wrote.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(names.network())
                .addParameter(PATH, "file")
                .addException(IO_EXCEPTION)
                .addStatement("$1T network = new $1T($2T.best())", names.network(), names.kernels())
                .addStatement("network.loadWeights(file)")
                .addStatement("return network")
                .build();
    }

    private MethodSpec share() {
        return override("share", names.network())
                .addStatement("return new $T(this)", names.network())
                .build();
    }

    private MethodSpec trainer() {
        boolean trains = !lowered.phases().isEmpty();
        ClassName type = trains ? names.trainer() : TRAINER;
        MethodSpec.Builder method = override("trainer", type).addParameter(WORKERS, "workers");
        if (trains) {
            return method.addStatement("return new $T(this, workers)", type).build();
        }
        String message = "model " + model.name() + " has no loss, so that it cannot be trained";
        return method.addStatement("throw new $T($S)", UnsupportedOperationException.class, message)
                .build();
    }

    /** The form without types, which finds each array by its place in the signature. */
    private MethodSpec predictBatch(InferenceMethod predict) {
        List<CodeBlock> arguments = new ArrayList<>();
        for (DataInput input : predict.inputs()) {
            arguments.add(slot(input, model.inputs().indexOf(input), "inputs"));
        }
        arguments.add(CodeBlock.of("count"));
        if (predict.draws()) {
            arguments.add(CodeBlock.of("inputs.seed()"));
        }
        for (int i = 0; i < model.outputs().size(); i++) {
            arguments.add(CodeBlock.of("outputs[$L]", i));
        }
        return override("predict", TypeName.VOID)
                .addParameter(BATCH, "inputs")
                .addParameter(TypeName.INT, "count")
                .addParameter(ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT)), "outputs")
                .addStatement("$T.outputs(SIGNATURE, outputs)", CHECKS)
                .addStatement("predict($L)", CodeBlock.join(arguments, ",$W"))
                .build();
    }

    /** The array of an input or target in a batch. */
    static CodeBlock slot(DataInput input, int slot, String batch) {
        return CodeBlock.of("$L.$L($L)", batch, input.type().dtype() == DType.I32 ? "classes" : "floats", slot);
    }

    private static MethodSpec.Builder override(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }
}
