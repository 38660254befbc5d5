package dev.nnc.compiler;

import java.util.Map;

/**
 * What the caller decides about a compilation; everything else stands in the {@code .nn} file.
 *
 * @param packageName package of the generated classes; empty for the unnamed package
 * @param flavour which form of the kernels is written
 * @param parameters values for the model's parameters by name, as written in the language, such as {@code vocabulary=65}
 * @param tests whether the tests of the generated classes are written as well
 * @param observe whether training keeps its outputs and the gradients of its inputs, for debugging and tests
 * @param forceSplit whether all work that can be split among threads is, however small; for tests
 */
public record Options(
        String packageName,
        Flavour flavour,
        Map<String, String> parameters,
        boolean tests,
        boolean observe,
        boolean forceSplit) {
    /** The form of the kernels. */
    public enum Flavour {
        /** The Vector API alone; needs {@code --add-modules jdk.incubator.vector} at run time. */
        VECTOR,
        /** Plain loops with the same results, bit for bit; for JVMs without the Vector API. */
        SCALAR,
        /** Both; the plain one serves where the module is missing. */
        BOTH
    }

    public Options {
        parameters = Map.copyOf(parameters);
    }

    /** Both flavours, no parameters set, no tests. */
    public static Options forPackage(String packageName) {
        return new Options(packageName, Flavour.BOTH, Map.of(), false, false, false);
    }

    public Options withFlavour(Flavour other) {
        return new Options(packageName, other, parameters, tests, observe, forceSplit);
    }

    public Options withParameters(Map<String, String> other) {
        return new Options(packageName, flavour, other, tests, observe, forceSplit);
    }

    public Options withTests(boolean other) {
        return new Options(packageName, flavour, parameters, other, observe, forceSplit);
    }

    public Options withObserve(boolean other) {
        return new Options(packageName, flavour, parameters, tests, other, forceSplit);
    }

    public Options withForceSplit(boolean other) {
        return new Options(packageName, flavour, parameters, tests, observe, other);
    }
}
