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
        StringBuilder comment = new StringBuilder();
        for (String line : wrap(text, WIDTH - 4 - 2 * depth - 3)) {
            comment.append("// ").append(line).append('\n');
        }
        return CodeBlock.of("$L", comment);
    }

    /** Javadoc of a member, a paragraph for each text; its words may hold markup. */
    static CodeBlock javadoc(List<String> lines) {
        StringBuilder javadoc = new StringBuilder();
        for (String line : lines) {
            wrap(line, WIDTH - 6)
                    .forEach(
                            part -> javadoc.append(part.replace("*/", "*&#47;")).append('\n'));
        }
        return CodeBlock.of("$L", javadoc);
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
