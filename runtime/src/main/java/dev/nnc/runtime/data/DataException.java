package dev.nnc.runtime.data;

import java.io.IOException;

/** Data that cannot be used; the message names the file, what was expected and what was found. */
public final class DataException extends IOException {

    private static final long serialVersionUID = 1;

    private final String place;

    private final String problem;

    /** With a message for the user. */
    public DataException(String message) {
        super(message);
        this.place = "";
        this.problem = message;
    }

    /** With the place of the mistake, as {@code file:line:column}. */
    public DataException(String place, String problem) {
        super(place + ": " + problem);
        this.place = place;
        this.problem = problem;
    }

    /** Where the mistake is, as {@code file:line:column}; "" when there is no such place. */
    public String place() {
        return place;
    }

    /** The message without its place. */
    public String problem() {
        return problem;
    }
}
