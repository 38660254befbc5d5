package dev.nnc.compiler.docs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a line of a fenced block stands for. The reference states the rule in "How to read the examples": a line is put into a
 * small model that declares those inputs, targets and values that the line names.
 */
enum Fragment {
    /** A step of a pipeline. */
    LAYER("layer") {
        @Override
        String body(String line) {
            return "    output result = x -> " + line + "\n";
        }
    },
    /** An expression. */
    VALUE("value") {
        @Override
        String body(String line) {
            return "    output result = " + line + "\n";
        }
    },
    /** The value of a loss. */
    LOSS("loss") {
        @Override
        String body(String line) {
            return "    output result = x\n    loss " + line + "\n";
        }
    },
    /** A metric. */
    METRIC("metric") {
        @Override
        String body(String line) {
            return "    output result = x\n    metric " + line + "\n";
        }
    },
    /** How a parameter starts. */
    INITIALISER("initialiser") {
        @Override
        String body(String line) {
            return "    parameter start: float[6, 6] = " + line + "\n    output result = x + sum(start, axis = 0)\n";
        }
    },
    /** A learning rate. */
    SCHEDULE("schedule") {
        @Override
        String body(String line) {
            return SETTING.body("optimizer sgd(rate = " + line + ")");
        }
    },
    /** A line of a train block. */
    SETTING("setting") {
        @Override
        String body(String line) {
            return "    output result = estimate\n    loss mean_squared_error(estimate, number)\n"
                    + "    metric r2(estimate, number)\n    metric spread = mean(abs(estimate))\n}\n"
                    + "train Example {\n    " + line + "\n";
        }
    },
    /** Statements of a model, taken together. */
    STATEMENTS("statements") {
        @Override
        String body(String lines) {
            return lines + (Pattern.compile("(?m)^ *output ").matcher(lines).find() ? "" : "output result = x\n");
        }
    };

    private static final Map<String, String> DECLARATIONS = declarations();

    private final String word;

    Fragment(String word) {
        this.word = word;
    }

    /** The word behind {@code nn} at the opening fence. */
    String word() {
        return word;
    }

    /** What stands in the model for a line. */
    abstract String body(String line);

    private static Map<String, String> declarations() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("x", "input x: float[6]");
        all.put("y", "input y: float[6]");
        all.put("m", "input m: float[4, 6]");
        all.put("image", "input image: float[6, 8, 8]");
        all.put("signal", "input signal: float[6, 20]");
        all.put("words", "input words: class(100)[T <= 20]");
        all.put("number", "target number: float[1]");
        all.put("kind", "target kind: class(red, green, blue)");
        all.put("sick", "target sick: class(no, yes)");
        all.put("estimate", "estimate = x -> dense(1)");
        all.put("spread", "spread = exp(x -> dense(1))");
        all.put("logit", "logit = x -> dense(1)");
        all.put("logits", "logits = x -> dense(3)");
        return all;
    }

    /** The examples of a fenced block: each line that says something, or all lines together. */
    List<String> examples(String text) {
        if (this == STATEMENTS) {
            return List.of(text);
        }
        return Arrays.stream(text.split("\n"))
                .map(line -> line.replaceFirst("//.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The file that an example stands for. */
    String file(String example) {
        String body = body(example);
        StringBuilder file = new StringBuilder("model Example {\n");
        boolean trained = names(body, "estimate") || names(body, "logit") || names(body, "logits");
        DECLARATIONS.forEach((name, declaration) -> {
            boolean needed = names(body, name) || name.equals("x") && (trained || names(body, "spread"));
            boolean declared = Pattern.compile("(?m)^ *(input |target )?" + name + " *[:=]")
                    .matcher(body)
                    .find();
            if (needed && !declared) {
                file.append("    ").append(declaration).append('\n');
            }
        });
        return file.append(body).append("}\n").toString();
    }

    private static boolean names(String text, String name) {
        return Pattern.compile("\\b" + name + "\\b").matcher(text).find();
    }
}
