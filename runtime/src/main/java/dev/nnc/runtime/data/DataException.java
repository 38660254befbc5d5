package dev.nnc.runtime.data;

import java.io.IOException;

/** Data that cannot be used; the message names the file, what was expected and what was found. */
public final class DataException extends IOException {

    private static final long serialVersionUID = 1;

    /** With a message for the user. */
    public DataException(String message) {
        super(message);
    }
}
