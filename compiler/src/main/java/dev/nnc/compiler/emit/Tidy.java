package dev.nnc.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Closes up what JavaPoet spreads out: javadoc of one line, and fields that need no words. */
final class Tidy {
    private static final Pattern FIELD = Pattern.compile("  (private |static |final )+[^(]*( = [^{]*)?;");

    private Tidy() {}

    static String tidy(String text) {
        return String.join("\n", closeFields(closeJavadoc(List.of(text.split("\n", -1)))));
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
