package dev.nnc.compiler.semantic.builtin;

import dev.nnc.compiler.diagnostics.CompilerBug;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All built-ins, each namespace in order of registration. Layers have weights, buffers or a mode and may stand in blocks and models
 * alone; functions are pure; losses are functions that are listed apart for the reference.
 */
public record Library(
        Map<String, Builtin<Value>> layers,
        Map<String, Builtin<Value>> functions,
        Map<String, Builtin<Value>> losses,
        Map<String, Builtin<MetricValue>> metrics,
        Map<String, Builtin<Initialiser>> initialisers,
        Map<String, Builtin<Optimizer>> optimizers,
        Map<String, Builtin<Rate>> schedules) {

    /** An index by name; two of one name are a fault of the library. */
    public static <R> Map<String, Builtin<R>> index(List<Builtin<R>> builtins) {
        Map<String, Builtin<R>> byName = new LinkedHashMap<>();
        for (Builtin<R> builtin : builtins) {
            if (byName.put(builtin.name(), builtin) != null) {
                throw new CompilerBug("two built-ins are called " + builtin.name());
            }
        }
        return byName;
    }
}
