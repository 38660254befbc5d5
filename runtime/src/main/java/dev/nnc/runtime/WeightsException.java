package dev.nnc.runtime;

import java.io.IOException;

/** A file of weights, or a checkpoint, that belongs to another model; the message names the tensors that differ. */
public final class WeightsException extends IOException {

    private static final long serialVersionUID = 1;

    /** With a message for the user. */
    public WeightsException(String message) {
        super(message);
    }
}
