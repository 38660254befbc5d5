package dev.nnc.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A phase of training: one loss, the parameters that it moves, and their optimizer. A model with one loss has one phase.
 *
 * <p>Its parameters are the floats {@code from .. to - 1} of {@link Network#parameters}. Each slot of its optimizer is an array
 * of {@code to - from} floats in the same layout; {@link Signature#stateOffset} says where the first one begins in
 * {@link Trainer#state}, and the others follow.
 *
 * @param name the loss's name; {@code "loss"} when it has none
 * @param from the first physical float that it moves
 * @param to one past the last
 * @param slots what the optimizer keeps for each parameter, such as {@code first_moment}; empty for plain descent
 * @param settings the numbers that may be changed at run time, with their defaults
 * @param summed whether the loss adds up over the examples of a batch, rather than being a mean over them
 * @param accumulate how many batches' gradients an update takes the mean of, or fewer at the end of an epoch
 * @param plateau when epochs without improvement lower the rate
 */
public record PhaseSpec(
        String name,
        int from,
        int to,
        List<String> slots,
        List<Setting> settings,
        boolean summed,
        int accumulate,
        Optional<PlateauSpec> plateau) {

    /** The slot of the sum of gradients that wait for an update, where that takes the mean of several batches. */
    static final String ACCUMULATED = "accumulated";

    /** The slot of the weights that are trained, where those of the network are averages of them. */
    static final String WEIGHTS = "weights";

    /**
     * A number that steers the optimizer and that callers may change between steps.
     *
     * @param name such as {@code rate}, {@code momentum}, {@code beta1}, {@code decay}, {@code clip}
     * @param value its default
     */
    public record Setting(String name, double value) {}

    /** Copies the lists, so that a specification never changes. */
    public PhaseSpec {
        slots = List.copyOf(slots);
        settings = List.copyOf(settings);
    }

    /** A phase that moves the floats {@code from .. to - 1}, as yet without slots and settings. */
    public static PhaseSpec of(String name, int from, int to) {
        return new PhaseSpec(name, from, to, List.of(), List.of(), false, 1, Optional.empty());
    }

    /** This phase with these optimizer slots. */
    public PhaseSpec withSlots(String... slots) {
        return new PhaseSpec(name, from, to, List.of(slots), settings, summed, accumulate, plateau);
    }

    /** This phase with one more setting, after those it has. */
    public PhaseSpec withSetting(String name, double value) {
        List<Setting> more = new ArrayList<>(settings);
        more.add(new Setting(name, value));
        return new PhaseSpec(this.name, from, to, slots, more, summed, accumulate, plateau);
    }

    /** This phase with a loss that adds up over the examples of a batch. */
    public PhaseSpec withSummedLoss() {
        return new PhaseSpec(name, from, to, slots, settings, true, accumulate, plateau);
    }

    /** This phase with an update for so many batches. */
    public PhaseSpec withAccumulation(int batches) {
        return new PhaseSpec(name, from, to, slots, settings, summed, batches, plateau);
    }

    /** This phase with a rate that epochs without improvement lower. */
    public PhaseSpec withPlateau(PlateauSpec when) {
        return new PhaseSpec(name, from, to, slots, settings, summed, accumulate, Optional.of(when));
    }

    /** How many floats of {@link Trainer#state} the phase has. */
    public int stateFloats() {
        return slots.size() * (to - from);
    }

    /** The place of a setting in {@link #settings}, or -1. */
    public int setting(String name) {
        for (int i = 0; i < settings.size(); i++) {
            if (settings.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
