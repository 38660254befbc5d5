package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Region;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lowers regions, and remembers them: of the many layers of a deep network few differ, and an equal region is only another launch
 * of the kernel that is there.
 */
class KnownRegions {
    private final Map<List<Object>, KnownLaunch> launches = new HashMap<>();

    /** The step that a region becomes. */
    Step lower(ProgramContext program, Region region) {
        if (leavesMoreThanItsLaunch(program, region)) {
            return write(program, region);
        }
        RegionSignature signature = RegionSignature.of(program, region);
        KnownLaunch known = launches.get(signature.facts());
        Optional<Step.Launch> again = known == null ? Optional.empty() : known.again(program, region, signature);
        if (again.isPresent()) {
            return again.get();
        }
        Requests requests = program.newRequests();
        Step.Launch launch = (Step.Launch) write(program, region);
        KnownLaunch.of(launch, signature, requests).ifPresent(first -> launches.put(signature.facts(), first));
        return launch;
    }

    /** The step of a region whose kernel is written. */
    Step write(ProgramContext program, Region region) {
        return ProgramLowering.write(program, region);
    }

    /** A loop has kernels of its own, and a product in a loop may copy panels in front of it. */
    private static boolean leavesMoreThanItsLaunch(ProgramContext program, Region region) {
        return region.kind() == Region.Kind.SCAN
                || region.kind() == Region.Kind.MATRIX && program.kept().isPresent();
    }
}
