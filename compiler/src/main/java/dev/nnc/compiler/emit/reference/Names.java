package dev.nnc.compiler.emit.reference;

import dev.nnc.compiler.emit.ModelNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.SourceVersion;

/** Names of values and methods in the reference class, each once. */
final class Names {
    /** What stands in every reference class under a name of its own. */
    private static final List<String> TAKEN =
            List.of("network", "leaves", "count", "key", "branches", "held", "in", "loss", "predict", "slope");

    private final Map<String, Integer> used = new HashMap<>();

    Names() {
        TAKEN.forEach(name -> used.put(name, 1));
    }

    /** The name in Java's form, with a number where it is taken. */
    String of(String wanted) {
        String name = ModelNames.variable(wanted);
        if (!SourceVersion.isName(name)) {
            name = SourceVersion.isIdentifier(name) ? name + "Value" : "value";
        }
        int number = used.merge(name, 1, Integer::sum);
        if (number == 1) {
            return name;
        }
        return used.containsKey(name + number) ? of(wanted) : taken(name + number);
    }

    private String taken(String name) {
        used.put(name, 1);
        return name;
    }
}
