package dev.nnc.compiler.loops.kernel;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the kernels that have no more than 8 lanes to fill, such as a convolution to 6 channels: where the machine prefers 16,
 * half of each vector would be padding, and a vector of 8 takes half of the time on some machines and no more on others.
 *
 * <p>A kernel that calls another has as many lanes as that one, so they are narrow together or not at all. What is in memory
 * does not tell by how many lanes it was written: nothing reads padding that was not written, but for the 0 of parameters and
 * what belongs to them, which was there before.
 */
public final class NarrowKernels {
    /** The most lanes that such a kernel has. */
    public static final int MOST_LANES = 8;

    private final Map<String, Kernel> kernels = new HashMap<>();
    private final Map<String, Set<String>> beside = new HashMap<>();

    private NarrowKernels(List<Kernel> all) {
        all.forEach(kernel -> kernels.put(kernel.name(), kernel));
        all.stream().filter(NarrowKernels::hasLanes).forEach(kernel -> link(kernel.name(), kernel.body()));
    }

    /** The names of the narrow ones. */
    public static Set<String> of(List<Kernel> kernels) {
        NarrowKernels all = new NarrowKernels(kernels);
        Set<String> narrow = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (Kernel kernel : kernels) {
            if (hasLanes(kernel) && !seen.contains(kernel.name())) {
                Set<String> together = all.together(kernel.name());
                seen.addAll(together);
                if (all.areNarrow(together)) {
                    narrow.addAll(together);
                }
            }
        }
        return narrow;
    }

    private void link(String caller, List<Stmt> statements) {
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.Call call && hasLanes(kernels.get(call.kernel()))) {
                beside.computeIfAbsent(caller, key -> new HashSet<>()).add(call.kernel());
                beside.computeIfAbsent(call.kernel(), key -> new HashSet<>()).add(caller);
            } else if (statement instanceof Stmt.For loop) {
                link(caller, loop.body());
            } else if (statement instanceof Stmt.If branch) {
                link(caller, branch.yes());
                link(caller, branch.no());
            }
        }
    }

    /** A kernel and all that call it or that it calls, and so on. */
    private Set<String> together(String kernel) {
        Set<String> together = new HashSet<>(Set.of(kernel));
        Deque<String> open = new ArrayDeque<>(together);
        while (!open.isEmpty()) {
            for (String next : beside.getOrDefault(open.pop(), Set.of())) {
                if (together.add(next)) {
                    open.push(next);
                }
            }
        }
        return together;
    }

    private boolean areNarrow(Collection<String> together) {
        List<Stmt.For> loops = together.stream()
                .flatMap(name -> LaneLoops.of(kernels.get(name).body()).stream())
                .toList();
        return !loops.isEmpty() && loops.stream().allMatch(NarrowKernels::isNarrow);
    }

    private static boolean isNarrow(Stmt.For loop) {
        return loop.from() instanceof Expr.IntLiteral from
                && from.value() == 0
                && loop.to() instanceof Expr.IntLiteral to
                && to.value() <= MOST_LANES;
    }

    private static boolean hasLanes(Kernel kernel) {
        return !LaneLoops.of(kernel.body()).isEmpty() || LaneLoops.hasVectors(kernel.body());
    }
}
