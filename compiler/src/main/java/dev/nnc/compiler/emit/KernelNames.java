package dev.nnc.compiler.emit;

import com.palantir.javapoet.NameAllocator;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Java names of kernels and of what they declare: as they are, unless Java or the class around them has the name. */
final class KernelNames {
    static final String LANES = "L";
    static final String SPECIES = "S";
    static final String INT_SPECIES = "I";

    /** With a bit behind it, the lanes that change places with those whose number differs in it. */
    static final String SWAPPED = "X";

    /** With a bit behind it, the lanes whose number has it. */
    static final String LANES_WITH = "M";

    private static final List<String> CLASS_MEMBERS = List.of(
            LANES,
            SPECIES,
            INT_SPECIES,
            SWAPPED + 1,
            SWAPPED + 2,
            LANES_WITH + 1,
            LANES_WITH + 2,
            LANES_WITH + 4,
            LANES_WITH + 8,
            "species",
            OperatorProfile.METHOD,
            "index",
            "best",
            "Math",
            "Float",
            "FloatVector",
            "IntVector",
            "VectorMask",
            "VectorOperators",
            "VectorShuffle",
            "VectorSpecies");
    private static final List<String> OBJECT_METHODS =
            List.of("getClass", "hashCode", "equals", "clone", "toString", "notify", "notifyAll", "wait", "finalize");

    private final Map<String, String> kernels = new HashMap<>();

    KernelNames(List<Kernel> kernels) {
        NameAllocator allocator = reserving(CLASS_MEMBERS);
        OBJECT_METHODS.forEach(allocator::newName);
        for (Kernel kernel : kernels) {
            this.kernels.put(kernel.name(), allocator.newName(kernel.name()));
        }
    }

    /** The method of a kernel. */
    String method(String kernel) {
        return kernels.get(kernel);
    }

    /** The names of a kernel's parameters and locals, by the names that they have in the kernel. */
    static Map<String, String> locals(Kernel kernel) {
        NameAllocator allocator = reserving(CLASS_MEMBERS);
        Map<String, String> names = new HashMap<>();
        kernel.parameters().forEach(parameter -> declare(parameter.name(), names, allocator));
        declareAll(kernel.body(), names, allocator);
        return names;
    }

    private static NameAllocator reserving(List<String> names) {
        NameAllocator allocator = new NameAllocator();
        names.forEach(allocator::newName);
        return allocator;
    }

    private static void declareAll(List<Stmt> statements, Map<String, String> names, NameAllocator allocator) {
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.Let let) {
                declare(let.name(), names, allocator);
            } else if (statement instanceof Stmt.Var variable) {
                declare(variable.name(), names, allocator);
            } else if (statement instanceof Stmt.For loop) {
                declare(loop.variable(), names, allocator);
                declareAll(loop.body(), names, allocator);
            } else if (statement instanceof Stmt.If branch) {
                declareAll(branch.yes(), names, allocator);
                declareAll(branch.no(), names, allocator);
            }
        }
    }

    private static void declare(String name, Map<String, String> names, NameAllocator allocator) {
        names.computeIfAbsent(name, allocator::newName);
    }
}
