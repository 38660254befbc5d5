package dev.nnc.runtime.safetensors;

import java.io.IOException;

/** A file that is no safetensors file, or a broken one; the message names the file and what is wrong with it. */
public final class SafetensorsException extends IOException {

    private static final long serialVersionUID = 1;

    /** With a message for the user. */
    public SafetensorsException(String message) {
        super(message);
    }
}
