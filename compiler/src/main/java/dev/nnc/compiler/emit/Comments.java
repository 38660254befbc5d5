package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/** Comments and javadoc that keep to the width of a line. */
final class Comments {
    static final int WIDTH = 100;

    private Comments() {}

    /** A comment of as many {@code //} lines as it takes, {@code depth} blocks deep in a method. */
    static CodeBlock lines(String text, int depth) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (String line : wrap(text, WIDTH - 4 - 2 * depth - 3)) {
            code.add("// $L\n", line);
        }
        return code.build();
    }

    /** Javadoc of a member, a paragraph for each text; its words may hold markup. */
    static CodeBlock javadoc(List<String> lines) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (String line : lines) {
            wrap(line, WIDTH - 6).forEach(part -> code.add("$L\n", part.replace("*/", "*&#47;")));
        }
        return code.build();
    }

    /** Breaks a text at spaces; the lines that follow the first begin with two spaces. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text.stripTrailing();
        while (rest.length() > width && rest.lastIndexOf(' ', width) > indent(rest)) {
            int end = rest.lastIndexOf(' ', width);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = "  " + rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
