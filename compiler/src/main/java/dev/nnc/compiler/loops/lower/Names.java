package dev.nnc.compiler.loops.lower;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Gives out Java names: like what they stand for in the {@code .nn} file, and each only once. */
final class Names {
    private final Set<String> taken = new HashSet<>();

    Names(String... reserved) {
        taken.addAll(Set.of(reserved));
    }

    /** A name like {@code wanted} that nobody has yet. */
    String fresh(String wanted) {
        String base = camel(wanted);
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + i;
        }
        return name;
    }

    /** A name for an array, of which the same name with {@code At} is free as well, and taken for its start. */
    String freshArray(String wanted) {
        String name = fresh(wanted);
        while (!taken.add(name + "At")) {
            name = fresh(wanted);
        }
        return name;
    }

    /** {@code logits.dense2.weight} as {@code logitsDense2Weight}. */
    static String camel(String text) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (char letter : text.toCharArray()) {
            if (Character.isJavaIdentifierPart(letter) && letter != '_' && letter != '$') {
                boolean first = name.length() == 0;
                name.append(first ? Character.toLowerCase(letter) : upper ? Character.toUpperCase(letter) : letter);
                upper = false;
            } else {
                upper = true;
            }
        }
        boolean usable = name.length() > 0 && Character.isJavaIdentifierStart(name.charAt(0));
        String result = usable ? name.toString() : "value" + name;
        return SourceVersion.isKeyword(result) ? result + "Value" : result;
    }
}
