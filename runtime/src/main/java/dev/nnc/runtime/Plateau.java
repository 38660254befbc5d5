package dev.nnc.runtime;

/** Watches the loss of epochs and says when a learning rate is to fall, as PyTorch's {@code ReduceLROnPlateau}. */
final class Plateau {

    /** A rate that would change by less stays as it is. */
    private static final double LEAST_CHANGE = 1e-8;

    private final PlateauSpec spec;
    private double best = Double.POSITIVE_INFINITY;
    private int worse;
    private int cooling;

    Plateau(PlateauSpec spec) {
        this.spec = spec;
    }

    /** Takes the loss of an epoch; true when the rate is to fall. */
    boolean isOver(double loss) {
        if (loss < best * (1 - spec.threshold())) {
            best = loss;
            worse = 0;
        } else {
            worse++;
        }
        if (cooling > 0) {
            cooling--;
            worse = 0;
        }
        if (worse <= spec.patience()) {
            return false;
        }
        cooling = spec.cooldown();
        worse = 0;
        return true;
    }

    /** A rate after a fall. */
    double lowered(double rate) {
        double next = Math.max(rate * spec.factor(), spec.lowest());
        return rate - next > LEAST_CHANGE ? next : rate;
    }

    double best() {
        return best;
    }

    int worse() {
        return worse;
    }

    int cooling() {
        return cooling;
    }

    /** Goes on from what another one had seen. */
    void goOn(double best, int worse, int cooling) {
        this.best = best;
        this.worse = worse;
        this.cooling = cooling;
    }
}
