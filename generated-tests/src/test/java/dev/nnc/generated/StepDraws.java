package dev.nnc.generated;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.op.Random;
import dev.nnc.compiler.ir.op.Scan;
import dev.nnc.runtime.CounterRandom;
import dev.nnc.runtime.CounterRandom.Purpose;
import java.util.HashMap;
import java.util.Map;

/** The numbers that a network draws in a step: keyed by the place and the step, counted by the element and the example. */
public final class StepDraws implements Run.Draws {
    private final Map<Integer, Integer> elements = new HashMap<>();
    private final long key;

    /** Those of a model's network with this seed, where the phase has seen so many batches before. */
    public StepDraws(Model model, long seed, long batches) {
        key = CounterRandom.key(seed, Purpose.DRAW, batches);
        find(model.inference());
        model.phases().stream().map(Phase::forward).forEach(this::find);
    }

    private void find(Graph graph) {
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Random random) {
                elements.put(random.place(), Math.toIntExact(random.declared().elements(1)));
            } else if (node.op() instanceof Scan scan) {
                find(scan.body());
            }
        }
    }

    @Override
    public double draw(boolean normal, int place, int element) {
        int own = (int) (key >>> 32) + place * 0x9E3779B9;
        int ofExample = elements.get(place);
        long counter = element % ofExample | (long) (element / ofExample) << 32;
        long bits = CounterRandom.bits((int) key & 0xFFFFFFFFL | (long) own << 32, counter);
        return normal ? normal(bits) : CounterRandom.uniform((int) bits);
    }

    /** Box and Muller from the upper 23 bits of both words, as kernels do. */
    private static double normal(long bits) {
        double open = 1 - ((int) bits >>> 9) * 0x1p-23;
        double turn = ((int) (bits >>> 32) >>> 9) * 0x1p-23;
        return Math.sqrt(-2 * Math.log(open)) * Math.cos(2 * Math.PI * turn);
    }
}
