package dev.nnc.compiler.emit;

import com.palantir.javapoet.TypeSpec;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.emit.reference.ReferenceWriter;
import dev.nnc.compiler.loops.program.LoweredModel;
import java.util.ArrayList;
import java.util.List;

/** Turns a lowered model into the Java files of its classes. */
public final class JavaEmitter {
    private JavaEmitter() {}

    /** The network, its trainer where it can be trained, and the kernels. */
    public static List<GeneratedFile> emit(LoweredModel lowered, Options options, FileHeader header) {
        ModelNames names = new ModelNames(options.packageName(), lowered.model().name(), options.flavour());
        KernelNames kernels = new KernelNames(lowered.kernels());
        List<TypeSpec> types = new ArrayList<>();
        types.add(new ModelWriter(lowered, names, kernels, header).write());
        if (!lowered.phases().isEmpty()) {
            types.add(new TrainerWriter(lowered, names, kernels).write());
        }
        types.addAll(new KernelClassWriter(lowered, names, kernels).write(options.flavour()));
        if (!lowered.tables().isEmpty()) {
            types.add(new TableWriter(names).write(lowered.tables()));
        }
        return files(types, options, header);
    }

    /** The tests of the classes that {@link #emit} writes, and what they compare with. */
    public static List<GeneratedFile> emitTests(LoweredModel lowered, Options options, FileHeader header) {
        ModelNames names = new ModelNames(options.packageName(), lowered.model().name(), options.flavour());
        TypeSpec tests = new TestWriter(lowered, names).write(options.flavour());
        boolean trains = !lowered.phases().isEmpty();
        TypeSpec allocation = new AllocationTestWriter(names, trains, options.flavour()).write();
        TypeSpec reference = new ReferenceWriter(lowered.model(), names).write();
        return files(List.of(tests, allocation, reference), options, header);
    }

    private static List<GeneratedFile> files(List<TypeSpec> types, Options options, FileHeader header) {
        return types.stream()
                .map(type -> header.file(options.packageName(), type))
                .toList();
    }
}
