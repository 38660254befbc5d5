package dev.nnc.runtime;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The numbers that steer the optimizers of all phases, by name; one array, in which generated code knows each one's place. */
final class Settings {

    private static final Set<String> COMPILED = Set.of("optimizer", "nesterov", "amsgrad", "batch", "accumulate");

    private final Signature signature;
    private final double[] values;

    Settings(Signature signature) {
        this.signature = signature;
        List<PhaseSpec> phases = signature.phases();
        this.values = new double[signature.settingOffset(phases.size())];
        for (int p = 0; p < phases.size(); p++) {
            for (int s = 0; s < phases.get(p).settings().size(); s++) {
                values[signature.settingOffset(p) + s] =
                        phases.get(p).settings().get(s).value();
            }
        }
    }

    double[] values() {
        return values;
    }

    /** The place of a phase's setting, or -1. */
    int place(int phase, String setting) {
        int place = signature.phases().get(phase).setting(setting);
        return place < 0 ? -1 : signature.settingOffset(phase) + place;
    }

    /** Whether {@code name} means this setting of this phase: it is the setting's name, or the phase's, a dot and that. */
    boolean means(String name, int phase, String setting) {
        return name.equals(setting) || name.equals(signature.phases().get(phase).name() + "." + setting);
    }

    void set(String name, double value) {
        boolean found = false;
        for (int p = 0; p < signature.phases().size(); p++) {
            for (PhaseSpec.Setting setting : signature.phases().get(p).settings()) {
                if (means(name, p, setting.name())) {
                    values[place(p, setting.name())] = checked(setting.name(), value);
                    found = true;
                }
            }
        }
        if (!found) {
            throw unknown(name);
        }
    }

    double get(String name) {
        for (int p = 0; p < signature.phases().size(); p++) {
            for (PhaseSpec.Setting setting : signature.phases().get(p).settings()) {
                if (means(name, p, setting.name())) {
                    return values[place(p, setting.name())];
                }
            }
        }
        throw unknown(name);
    }

    private static double checked(String name, double value) {
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException(name + " must be a finite number, 0 or more, not " + value);
        }
        if (name.substring(name.lastIndexOf('.') + 1).startsWith("beta") && value >= 1) {
            throw new IllegalArgumentException(name + " must be below 1, not " + value);
        }
        return value;
    }

    private IllegalArgumentException unknown(String name) {
        if (COMPILED.contains(name)) {
            return new IllegalArgumentException(
                    name + " is fixed when " + signature.model() + " is compiled; change it in the model file");
        }
        Set<String> known = new LinkedHashSet<>();
        for (PhaseSpec phase : signature.phases()) {
            phase.settings().forEach(s -> known.add(s.name()));
        }
        return new IllegalArgumentException(
                signature.model() + " has no setting " + name + "; it has " + String.join(", ", known));
    }
}
