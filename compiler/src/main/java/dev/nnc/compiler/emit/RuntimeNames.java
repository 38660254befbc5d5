package dev.nnc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;

/** The names of every class that generated code refers to; nothing here is on the compiler's own class path. */
final class RuntimeNames {
    private static final String RUNTIME = "dev.nnc.runtime";
    private static final String METRICS = "dev.nnc.runtime.metrics";
    private static final String VECTOR = "jdk.incubator.vector";

    static final ClassName NETWORK = ClassName.get(RUNTIME, "Network");
    static final ClassName TRAINER = ClassName.get(RUNTIME, "Trainer");
    static final ClassName WORKERS = ClassName.get(RUNTIME, "Workers");
    static final ClassName TASK = WORKERS.nestedClass("Task");
    static final ClassName CHECKS = ClassName.get(RUNTIME, "Checks");
    static final ClassName CARRIED_STATE = ClassName.get(RUNTIME, "CarriedState");
    static final ClassName POWERS = ClassName.get(RUNTIME, "Powers");
    static final ClassName ERROR_FUNCTION = ClassName.get(RUNTIME, "ErrorFunction");
    static final ClassName LAYOUTS = ClassName.get(RUNTIME, "Layouts");
    static final ClassName BATCH = ClassName.get(RUNTIME, "Batch");
    static final ClassName SCHEDULE = ClassName.get(RUNTIME, "Schedule");
    static final ClassName VECTORS = ClassName.get(RUNTIME, "Vectors");
    static final ClassName COUNTER_RANDOM = ClassName.get(RUNTIME, "CounterRandom");
    static final ClassName PURPOSE = COUNTER_RANDOM.nestedClass("Purpose");

    static final ClassName SIGNATURE = ClassName.get(RUNTIME, "Signature");
    static final ClassName ELEMENT = ClassName.get(RUNTIME, "Element");
    static final ClassName SIGNATURE_BUILDER = SIGNATURE.nestedClass("Builder");
    static final ClassName INPUT_SPEC = ClassName.get(RUNTIME, "InputSpec");
    static final ClassName OUTPUT_SPEC = ClassName.get(RUNTIME, "OutputSpec");
    static final ClassName TENSOR_SPEC = ClassName.get(RUNTIME, "TensorSpec");
    static final ClassName TENSOR_KIND = TENSOR_SPEC.nestedClass("Kind");
    static final ClassName PHASE_SPEC = ClassName.get(RUNTIME, "PhaseSpec");
    static final ClassName PLATEAU_SPEC = ClassName.get(RUNTIME, "PlateauSpec");
    static final ClassName STANDARDIZATION_SPEC = ClassName.get(RUNTIME, "StandardizationSpec");
    static final ClassName AUGMENTATION = ClassName.get(RUNTIME, "Augmentation");
    static final ClassName TRAINING_SPEC = ClassName.get(RUNTIME, "TrainingSpec");
    static final ClassName BETTER = TRAINING_SPEC.nestedClass("Better");
    static final ClassName INITIALIZER = ClassName.get(RUNTIME, "Initializer");

    static final ClassName EVALUATION = ClassName.get(METRICS, "Evaluation");
    static final ClassName METRIC_SPEC = ClassName.get(METRICS, "MetricSpec");
    static final ClassName METRIC_KIND = ClassName.get(METRICS, "MetricKind");

    static final ClassName FLOAT_VECTOR = ClassName.get(VECTOR, "FloatVector");
    static final ClassName INT_VECTOR = ClassName.get(VECTOR, "IntVector");
    static final ClassName VECTOR_OPERATORS = ClassName.get(VECTOR, "VectorOperators");
    static final TypeName FLOAT_MASK = generic("VectorMask", Float.class);
    static final ClassName VECTOR_MASK = ClassName.get(VECTOR, "VectorMask");
    static final ClassName VECTOR_SHUFFLE = ClassName.get(VECTOR, "VectorShuffle");
    static final TypeName FLOAT_SHUFFLE = generic("VectorShuffle", Float.class);
    static final TypeName FLOAT_SPECIES = generic("VectorSpecies", Float.class);
    static final TypeName INT_SPECIES = generic("VectorSpecies", Integer.class);

    static final ClassName THREAD_BEAN = ClassName.get("com.sun.management", "ThreadMXBean");
    static final ClassName PATH = ClassName.get("java.nio.file", "Path");
    static final ClassName IO_EXCEPTION = ClassName.get("java.io", "IOException");
    static final ClassName LIST = ClassName.get("java.util", "List");
    static final ClassName OPTIONAL = ClassName.get("java.util", "Optional");

    private RuntimeNames() {}

    private static TypeName generic(String name, Class<?> argument) {
        return ParameterizedTypeName.get(ClassName.get(VECTOR, name), ClassName.get(argument));
    }
}
