package dev.nnc.compiler.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.ir.model.AroundUpdate;
import dev.nnc.compiler.ir.model.Metric;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The members of a trainer that the model's metrics, phases and settings name. */
final class TrainerNames {
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> statistics = new HashMap<>();
    private final List<String> gradients = new ArrayList<>();
    private final List<String> blocks = new ArrayList<>();
    private final List<String> updates = new ArrayList<>();
    private final List<String> accumulations = new ArrayList<>();
    private final List<List<String>> afters = new ArrayList<>();

    TrainerNames(Model model, NameAllocator members) {
        boolean single = model.phases().size() == 1;
        for (int p = 0; p < model.phases().size(); p++) {
            Phase phase = model.phases().get(p);
            String name = ModelNames.variable(phase.name());
            gradients.add(members.newName(name + "Gradients"));
            blocks.add(members.newName(name + "GradientsOfBlock"));
            updates.add(members.newName(name + "Update"));
            accumulations.add(phase.around().batches() > 1 ? members.newName(name + "Accumulation") : "");
            afters.add(after(phase.around(), name, members));
            for (String setting : phase.settings().keySet()) {
                String constant = ModelNames.constant(single ? setting : phase.name() + "_" + setting);
                settings.put(key(p, setting), members.newName(constant));
            }
        }
        for (Metric metric : model.metrics()) {
            String name = ModelNames.variable(metric.name()) + "Statistics";
            statistics.put(metric.name(), members.newName(name));
        }
    }

    private static List<String> after(AroundUpdate around, String phase, NameAllocator members) {
        List<String> names = new ArrayList<>();
        around.constrain().ifPresent(graph -> names.add(members.newName(phase + "Constraint")));
        around.average().ifPresent(graph -> names.add(members.newName(phase + "Average")));
        return names;
    }

    private static String key(int phase, String setting) {
        return phase + "." + setting;
    }

    /** The constant that is a setting's place in {@code settings}. */
    String setting(int phase, String name) {
        return settings.get(key(phase, name));
    }

    /** The array of a metric's statistics. */
    String statistics(String metric) {
        return statistics.get(metric);
    }

    /** The method that computes a phase's gradients. */
    String gradients(int phase) {
        return gradients.get(phase);
    }

    /** The method that computes the gradients of a block, where a phase's batch goes in blocks. */
    String blockGradients(int phase) {
        return blocks.get(phase);
    }

    /** The method that moves a phase's parameters. */
    String update(int phase) {
        return updates.get(phase);
    }

    /** The method that adds a phase's gradients to those that wait. */
    String accumulation(int phase) {
        return accumulations.get(phase);
    }

    /** The methods that follow the update of a phase. */
    List<String> after(int phase) {
        return afters.get(phase);
    }

    /** The constants of all settings but the rate, which {@code rate} knows. */
    List<FieldSpec> settingConstants() {
        List<FieldSpec> constants = new ArrayList<>();
        int place = 0;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (!setting.getKey().matches("[0-9]+[.]rate")) {
                constants.add(FieldSpec.builder(
                                TypeName.INT, setting.getValue(), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("$L", place)
                        .build());
            }
            place++;
        }
        return constants;
    }
}
