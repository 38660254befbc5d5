package dev.nnc.compiler.emit.reference;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/**
 * A method of the reference class as it is written there: a line of javadoc, a head, the body, a closing brace.
 *
 * @param text with two spaces an indent
 */
record Loop(String text) {
    private static final Pattern FORM = Pattern.compile(
            "/\\*\\* (?<doc>[^\\n]*) \\*/\\n(?<static>static )?(?<returns>\\S+) (?<name>\\w+)\\((?<parameters>.*?)\\) \\{\\n"
                    + "(?<body>.*)\\}\\n?",
            Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("(?<![.\\w])([a-z]\\w*)\\(");
    private static final Map<String, TypeName> TYPES = Map.of(
            "void", TypeName.VOID,
            "int", TypeName.INT,
            "long", TypeName.LONG,
            "double", TypeName.DOUBLE,
            "boolean", TypeName.BOOLEAN,
            "String", ClassName.get(String.class),
            "DoubleUnaryOperator", ClassName.get(DoubleUnaryOperator.class),
            "DoubleBinaryOperator", ClassName.get(DoubleBinaryOperator.class),
            "Steps",
                    ParameterizedTypeName.get(
                            ClassName.get(UnaryOperator.class), ArrayTypeName.of(ClassName.get("", "Value"))));
    private static final Pattern IMPORTED = Pattern.compile("\\b(CounterRandom|Arrays)\\b");
    private static final Map<String, ClassName> IMPORTS = Map.of(
            "CounterRandom", ClassName.get("dev.nnc.runtime", "CounterRandom"),
            "Arrays", ClassName.get("java.util", "Arrays"));

    /** The method's name, by which other loops and the graphs call it. */
    String name() {
        return form().group("name");
    }

    /** The names of everything that the body calls. */
    List<String> calls() {
        return Loop.calls(form().group("body"));
    }

    /** The names of everything that a piece of Java calls. */
    static List<String> calls(String java) {
        return CALL.matcher(java).results().map(match -> match.group(1)).toList();
    }

    MethodSpec method() {
        Matcher form = form();
        MethodSpec.Builder method = MethodSpec.methodBuilder(name())
                .addJavadoc("$L\n", form.group("doc"))
                .addModifiers(Modifier.PRIVATE)
                .returns(type(form.group("returns")));
        if (form.group("static") != null) {
            method.addModifiers(Modifier.STATIC);
        }
        for (String parameter : form.group("parameters").split(", ")) {
            int space = parameter.lastIndexOf(' ');
            String type = parameter.substring(0, space);
            method.addParameter(type(type.replace("...", "[]")), parameter.substring(space + 1))
                    .varargs(type.endsWith("..."));
        }
        return method.addCode(body(form.group("body"))).build();
    }

    private Matcher form() {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a loop of the reference:\n" + text);
        }
        return form;
    }

    private static CodeBlock body(String body) {
        List<Object> imports = new ArrayList<>();
        String format = IMPORTED.matcher(body.stripTrailing().stripIndent().replace("$", "$$") + "\n")
                .replaceAll(word -> {
                    imports.add(IMPORTS.get(word.group()));
                    return Matcher.quoteReplacement("$T");
                });
        return CodeBlock.of(format, imports.toArray());
    }

    private static TypeName type(String name) {
        if (name.endsWith("[]")) {
            return ArrayTypeName.of(type(name.substring(0, name.length() - 2)));
        }
        TypeName known = TYPES.get(name);
        return known == null ? ClassName.get("", name) : known;
    }
}
