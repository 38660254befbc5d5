package dev.nnc.compiler.emit;

import com.palantir.javapoet.ClassName;
import dev.nnc.compiler.Options.Flavour;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names of the generated classes, and how names of the language become names of Java. */
public record ModelNames(String packageName, String model, Flavour flavour) {
    private static final Pattern WORD = Pattern.compile("\\p{Alnum}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{Alnum}]+");
    private static final Pattern HUMP = Pattern.compile("(\\p{Lower}|\\p{Digit})(\\p{Upper})");
    private static final Pattern EDGES = Pattern.compile("^_+|_+$");

    /** Parameters and inference. */
    public ClassName network() {
        return name("");
    }

    /** Training. */
    public ClassName trainer() {
        return name("Trainer");
    }

    /** The tests of the other classes. */
    ClassName test() {
        return name("Test");
    }

    /** The test of what the other classes allocate. */
    ClassName allocationTest() {
        return name("AllocationTest");
    }

    /** What the other classes are tested against. */
    public ClassName reference() {
        return name("Reference");
    }

    /** Where the kernels come from, and what all flavours of them have. */
    public ClassName kernels() {
        return name("Kernels");
    }

    /** The kernels as programs call them: where there is but one flavour, there is nothing in front of it. */
    ClassName calledKernels() {
        return switch (flavour) {
            case VECTOR -> vectorKernels();
            case SCALAR -> scalarKernels();
            case BOTH -> kernels();
        };
    }

    /** The kernels in vectors. */
    ClassName vectorKernels() {
        return name("VectorKernels");
    }

    /** The kernels one number at a time. */
    ClassName scalarKernels() {
        return name("ScalarKernels");
    }

    /** The constant tables. */
    ClassName tables() {
        return name("Tables");
    }

    private ClassName name(String suffix) {
        return ClassName.get(packageName, model + suffix);
    }

    /** {@code so_far} and {@code so far} become {@code soFar}. */
    public static String variable(String name) {
        String type = type(name);
        boolean acronym = type.length() > 1
                && Character.isUpperCase(type.charAt(1))
                && WORD.matcher(name).matches();
        return acronym ? name : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }

    /** {@code so_far} becomes {@code SoFar}. */
    static String type(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : BETWEEN.split(name)) {
            if (!word.isEmpty()) {
                camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return camel.length() == 0 ? "Value" : camel.toString();
    }

    /** {@code so_far}, {@code so far} and {@code soFar} become {@code SO_FAR}. */
    static String constant(String name) {
        String apart = HUMP.matcher(name).replaceAll("$1_$2");
        String words = EDGES.matcher(BETWEEN.matcher(apart).replaceAll("_")).replaceAll("");
        return words.isEmpty() ? "VALUE" : words.toUpperCase(Locale.ROOT);
    }
}
