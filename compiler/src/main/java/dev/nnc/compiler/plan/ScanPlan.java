package dev.nnc.compiler.plan;

import java.util.Map;

/**
 * A loop over steps: the plan of one step, whose places move on with each.
 *
 * @param body the step
 * @param steps how many
 * @param backward whether the last step comes first
 * @param outside the node of the graph around the loop that each leaf of the step stands for, or begins with
 */
public record ScanPlan(Plan body, int steps, boolean backward, Map<String, Integer> outside) {
    public ScanPlan {
        outside = Map.copyOf(outside);
    }
}
