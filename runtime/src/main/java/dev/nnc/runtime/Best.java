package dev.nnc.runtime;

/** The parameters and buffers of the best epoch so far, kept beside those that training moves. */
public final class Best {

    private final float[] parameters;
    private float[] kept;
    private int epoch;
    private double value;

    Best(float[] parameters) {
        this.parameters = parameters;
    }

    /** The epoch that was kept, from 1; 0 when none was. */
    public int epoch() {
        return epoch;
    }

    /** The monitored value of that epoch. */
    public double value() {
        return value;
    }

    /** Keeps a copy of the network as it is now. */
    public void keep(int epoch, double value) {
        this.epoch = epoch;
        this.value = value;
        kept = parameters.clone();
    }

    /** Puts the kept weights back into the network; does nothing when none were kept. */
    public void restore() {
        if (epoch > 0) {
            System.arraycopy(kept, 0, parameters, 0, kept.length);
        }
    }

    /** The kept parameters in physical layout, to be read or written by checkpoints. */
    float[] kept() {
        return kept;
    }

    /** Takes the place of a checkpoint's best epoch; {@code kept} is then to be filled. */
    void reset(int epoch, double value) {
        this.epoch = epoch;
        this.value = value;
        kept = epoch > 0 ? new float[parameters.length] : null;
    }
}
