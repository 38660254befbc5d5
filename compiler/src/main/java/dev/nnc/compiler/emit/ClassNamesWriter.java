package dev.nnc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.ir.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** What follows from an output that is tied to a target's classes: an enum of their names, and a method that picks one. */
final class ClassNamesWriter {
    /** Names in an enum, whose class initializer takes about 25 of its 4000 bytecodes for each. */
    private static final int NAMES_PER_ENUM = 150;

    private final Model model;
    private final ModelNames names;
    private final DataNames data;

    ClassNamesWriter(Model model, ModelNames names, DataNames data) {
        this.model = model;
        this.names = names;
        this.data = data;
    }

    /** The enums of all targets that an output is tied to. */
    List<TypeSpec> enums() {
        return model.targets().stream()
                .filter(this::isEnum)
                .filter(target -> model.outputs().stream()
                        .anyMatch(output -> output.target().equals(target.name())))
                .map(this::enumeration)
                .toList();
    }

    /** A method for each output that tells one class an example. */
    List<MethodSpec> methods(InferenceMethod predict) {
        List<DataOutput> telling =
                model.outputs().stream().filter(o -> target(o).isPresent()).toList();
        List<MethodSpec> methods = new ArrayList<>();
        for (DataOutput output : telling) {
            String name = telling.size() == 1 ? "classify" : "classify" + ModelNames.type(output.name());
            methods.add(classify(name, output, target(output).orElseThrow(), predict));
        }
        return methods;
    }

    private boolean isEnum(DataInput target) {
        return !target.classNames().isEmpty() && target.classNames().size() <= NAMES_PER_ENUM;
    }

    /** The target of which an output tells one class an example. */
    private Optional<DataInput> target(DataOutput output) {
        int size = DataNames.size(output.type());
        return model.targets().stream()
                .filter(target -> target.name().equals(output.target()))
                .filter(target -> DataNames.size(target.type()) == 1)
                .filter(target -> size > 1 ? size == target.classes() : target.classes() == 2)
                .findFirst();
    }

    private ClassName enumName(DataInput target) {
        return names.network().nestedClass(ModelNames.type(target.name()));
    }

    private TypeSpec enumeration(DataInput target) {
        TypeSpec.Builder type = TypeSpec.enumBuilder(enumName(target))
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("The classes of {@code $L}, in order.\n", target.name());
        NameAllocator constants = new NameAllocator();
        for (String name : target.classNames()) {
            String constant = constants.newName(ModelNames.constant(name));
            type.addEnumConstant(
                    constant, TypeSpec.anonymousClassBuilder("$S", name).build());
        }
        return type.addField(FieldSpec.builder(String.class, "text", Modifier.PRIVATE, Modifier.FINAL)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(String.class, "text")
                        .addStatement("this.text = text")
                        .build())
                .addMethod(MethodSpec.methodBuilder("text")
                        .addJavadoc("The name in the model file.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(String.class)
                        .addStatement("return text")
                        .build())
                .build();
    }

    private MethodSpec classify(String name, DataOutput output, DataInput target, InferenceMethod predict) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("The likeliest class of {@code $L} for one example.\n", target.name())
                .returns(isEnum(target) ? enumName(target) : TypeName.INT);
        new SingleExample(predict, names, data).parameters(method);
        boolean alone = predict.outputs().size() == 1;
        for (DataOutput other : predict.outputs()) {
            if (!alone) {
                int size = DataNames.size(other.type());
                method.addStatement("float[] $L = new float[$L]", data.variable(other.name()), size);
            }
        }
        CodeBlock call = CodeBlock.of("predict($L)", arguments(predict, method));
        String variable = data.variable(output.name());
        if (DataNames.size(output.type()) == 1) {
            second(method, alone, call, variable, target);
        } else {
            likeliest(method, alone, call, variable, target);
        }
        return method.build();
    }

    private CodeBlock arguments(InferenceMethod predict, MethodSpec.Builder method) {
        List<String> arguments = method.build().parameters().stream()
                .map(parameter -> parameter.name())
                .collect(Collectors.toCollection(ArrayList::new));
        if (predict.outputs().size() > 1) {
            predict.outputs().forEach(output -> arguments.add(data.variable(output.name())));
        }
        return CodeBlock.of("$L", String.join(", ", arguments));
    }

    private void second(MethodSpec.Builder method, boolean alone, CodeBlock call, String variable, DataInput target) {
        method.addStatement(
                alone ? "float $2L = $1L" : "$L", alone ? new Object[] {call, variable} : new Object[] {call});
        method.addStatement("int likeliest = $L > 0.5f ? 1 : 0", alone ? variable : variable + "[0]");
        choose(method, target);
    }

    private void likeliest(
            MethodSpec.Builder method, boolean alone, CodeBlock call, String variable, DataInput target) {
        method.addStatement(
                alone ? "float[] $2L = $1L" : "$L", alone ? new Object[] {call, variable} : new Object[] {call});
        method.addStatement("int likeliest = 0")
                .beginControlFlow("for (int i = 1; i < $L; i++)", target.classes())
                .beginControlFlow("if ($1L[i] > $1L[likeliest])", variable)
                .addStatement("likeliest = i")
                .endControlFlow()
                .endControlFlow();
        choose(method, target);
    }

    private void choose(MethodSpec.Builder method, DataInput target) {
        if (isEnum(target)) {
            method.addStatement("return $T.values()[likeliest]", enumName(target));
        } else {
            method.addStatement("return likeliest");
        }
    }
}
