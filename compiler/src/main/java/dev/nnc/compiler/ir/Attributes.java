package dev.nnc.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * The attributes of an operator in the text form, such as {@code axis=1, order=[0, 2, 1]}.
 *
 * @param text as the operator writes them
 * @param type of the node, which says what attributes leave out
 */
record Attributes(String text, TensorType type) {
    /** The value of an attribute. */
    String value(String key) {
        for (String part : split(text)) {
            if (part.startsWith(key + "=")) {
                return part.substring(key.length() + 1);
            }
        }
        throw new IllegalArgumentException("no attribute '" + key + "' in {" + text + "}");
    }

    int number(String key) {
        return Integer.parseInt(value(key));
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(value(key));
    }

    /** A list of numbers such as {@code [0, 2, 1]}. */
    List<Integer> numbers(String key) {
        return split(unwrap(value(key))).stream().map(Integer::valueOf).toList();
    }

    /** The whole text as one number or as a list of them. */
    List<Double> values() {
        return split(text.startsWith("[") ? unwrap(text) : text).stream()
                .map(Double::valueOf)
                .toList();
    }

    private static String unwrap(String list) {
        return list.substring(1, list.length() - 1);
    }

    /** The parts between commas that stand in no brackets. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            depth += "[{".indexOf(at) >= 0 ? 1 : "]}".indexOf(at) >= 0 ? -1 : 0;
            if (at == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }
}
