package dev.nnc.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Closes up what JavaPoet spreads out, javadoc of one line and fields that need no words, and breaks the few lines that have
 * no place to break before the width ends but inside a call.
 */
final class Tidy {
    private static final Pattern FIELD = Pattern.compile("  (private |static |final )+[^(]*( = [^{]*)?;");

    private Tidy() {}

    static String tidy(String text) {
        List<String> lines = closeFields(closeJavadoc(List.of(text.split("\n", -1))));
        return lines.stream().map(Tidy::fold).collect(Collectors.joining("\n"));
    }

    /** Breaks a line of code behind its last comma within the width. */
    private static String fold(String line) {
        int comma = line.lastIndexOf(", ", Comments.WIDTH - 1);
        boolean text = line.contains("\"") || line.strip().startsWith("*") || line.contains("//");
        if (line.length() <= Comments.WIDTH || comma < 0 || text) {
            return line;
        }
        String indent = " ".repeat(line.length() - line.stripLeading().length() + 4);
        return line.substring(0, comma + 1) + "\n" + indent + line.substring(comma + 2);
    }

    private static List<String> closeJavadoc(List<String> lines) {
        List<String> tidy = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean single = line.strip().equals("/**")
                    && i + 2 < lines.size()
                    && lines.get(i + 2).strip().equals("*/");
            String closed = single ? line + " " + lines.get(i + 1).strip().replaceFirst("^\\* ?", "") + " */" : line;
            if (single && closed.length() <= Comments.WIDTH) {
                tidy.add(closed);
                i += 2;
            } else {
                tidy.add(line);
            }
        }
        return tidy;
    }

    private static List<String> closeFields(List<String> lines) {
        List<String> tidy = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean between = lines.get(i).isEmpty()
                    && i > 0
                    && i + 1 < lines.size()
                    && isField(lines.get(i - 1))
                    && isField(lines.get(i + 1));
            if (!between) {
                tidy.add(lines.get(i));
            }
        }
        return tidy;
    }

    private static boolean isField(String line) {
        return FIELD.matcher(line).matches();
    }
}
