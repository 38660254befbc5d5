package dev.nnc.compiler.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The constant tables as a class. Their numbers stand in strings, because the code of an array initializer takes 8 bytes a
 * number and a class initializer holds 64 KB.
 */
final class TableWriter {
    private static final int NUMBERS_PER_LINE = 8;
    /** Lines in one string constant, which holds 64 KB; a number and its space take at most 16 characters. */
    private static final int LINES_PER_STRING = 400;

    private final ModelNames names;

    TableWriter(ModelNames names) {
        this.names = names;
    }

    /** The field of a table. */
    static String name(int table) {
        return "TABLE_" + table;
    }

    /** The class of all tables. */
    TypeSpec write(List<List<Double>> tables) {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.tables())
                .addJavadoc("The constant tables of $L, which nothing changes.\n", names.model())
                .addModifiers(Modifier.FINAL);
        for (int i = 0; i < tables.size(); i++) {
            type.addField(FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), name(i), Modifier.STATIC, Modifier.FINAL)
                    .initializer("floats($L, $L)", tables.get(i).size(), strings(tables.get(i)))
                    .build());
        }
        return type.addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(floats())
                .build();
    }

    private static CodeBlock strings(List<Double> table) {
        CodeBlock.Builder code = CodeBlock.builder();
        int numbersPerString = NUMBERS_PER_LINE * LINES_PER_STRING;
        for (int from = 0; from < table.size(); from += numbersPerString) {
            int to = Math.min(from + numbersPerString, table.size());
            code.add(from == 0 ? "$L" : ", $L", textBlock(table.subList(from, to)));
        }
        return code.build();
    }

    private static CodeBlock textBlock(List<Double> numbers) {
        CodeBlock.Builder code = CodeBlock.builder().add("\"\"\"\n").indent().indent();
        for (int from = 0; from < numbers.size(); from += NUMBERS_PER_LINE) {
            List<Double> line = numbers.subList(from, Math.min(from + NUMBERS_PER_LINE, numbers.size()));
            code.add("$L\n", line.stream().map(TableWriter::number).collect(Collectors.joining(" ")));
        }
        return code.add("\"\"\"").unindent().unindent().build();
    }

    private static String number(double value) {
        String literal = Literals.of((float) value);
        return literal.substring(0, literal.length() - 1);
    }

    private static MethodSpec floats() {
        return MethodSpec.methodBuilder("floats")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(ArrayTypeName.of(TypeName.FLOAT))
                .addParameter(TypeName.INT, "size")
                .addParameter(ArrayTypeName.of(String.class), "parts")
                .varargs()
                .addStatement("float[] floats = new float[size]")
                .addStatement("int next = 0")
                .beginControlFlow("for (String part : parts)")
                .beginControlFlow("for (String number : part.split($S))", "\\s+")
                .addStatement("floats[next++] = Float.parseFloat(number)")
                .endControlFlow()
                .endControlFlow()
                .addStatement("return floats")
                .build();
    }
}
