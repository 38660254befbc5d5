package com.acme;

/** A user's class that predicts with the generated one. */
public final class Lamp {
    private final Either network = Either.create(1);

    /** How likely the lamp is lit. */
    public float litBy(float first, float second) {
        return network.predict(new float[] {first, second});
    }
}
