package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.TASK;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.Metric;
import dev.nnc.compiler.loops.program.LoweredModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The fields of a trainer. */
final class TrainerFields {
    private final LoweredModel lowered;
    private final ModelNames names;
    private final DataNames data;
    private final TrainerNames trainerNames;
    private final List<FieldSpec> fields = new ArrayList<>();

    TrainerFields(LoweredModel lowered, ModelNames names, DataNames data, TrainerNames trainerNames) {
        this.lowered = lowered;
        this.names = names;
        this.data = data;
        this.trainerNames = trainerNames;
    }

    /** All fields; the constants of what threads split among them, once all programs are written. */
    List<FieldSpec> write(List<DataInput> arrays, SharesWriter shares, WorkMemory memory) {
        fields.addAll(trainerNames.settingConstants());
        fields.addAll(shares.constants());
        fields.add(FieldSpec.builder(names.calledKernels(), "kernels", Modifier.PRIVATE, Modifier.FINAL)
                .build());
        memory.fieldOfWorkers().ifPresent(fields::add);
        int statistics = lowered.runningStatisticsFloats();
        if (statistics > 0) {
            int phases = lowered.model().phases().size();
            kept(ArrayTypeName.of(TypeName.FLOAT), "runningStatistics", CodeBlock.of("new float[$L]", statistics));
            kept(ArrayTypeName.of(TypeName.BOOLEAN), "statisticsMoved", CodeBlock.of("new boolean[$L]", phases));
        }
        if (!shares.isEmpty()) {
            kept(TASK, "shares", CodeBlock.of("this::runShare"));
        }
        if (lowered.phases().stream().anyMatch(lowered::isInBlocks)) {
            kept(ArrayTypeName.of(TypeName.FLOAT), BlockLoop.SUMS, CodeBlock.of("new float[gradients.length]"));
            varying(TypeName.INT, "examples");
            varying(TypeName.INT, "first");
        }
        int batch = lowered.model().training().batch();
        for (Metric metric : lowered.model().metrics()) {
            String name = trainerNames.statistics(metric.name());
            kept(ArrayTypeName.of(TypeName.FLOAT), name, CodeBlock.of("new float[$L]", batch * metric.width()));
        }
        arrays.forEach(input -> varying(DataNames.array(input.type()), data.variable(input.name())));
        varying(TypeName.INT, "count");
        if (lowered.training().anyMatch(Launches::draws)) {
            varying(TypeName.LONG, "key");
        }
        varying(TypeName.DOUBLE, "lossSum");
        return fields;
    }

    private void kept(TypeName type, String name, CodeBlock value) {
        fields.add(FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL)
                .initializer(value)
                .build());
    }

    private void varying(TypeName type, String name) {
        fields.add(FieldSpec.builder(type, name, Modifier.PRIVATE).build());
    }
}
