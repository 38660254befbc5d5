package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes in a data file, so that they are reported together. */
final class DataProblems {
    /** More than these would push the first ones off the screen. */
    static final int LIMIT = 10;

    private final List<UserError> errors = new ArrayList<>();

    /** Adds a mistake; from {@link #LIMIT} on it ends the reading. */
    void add(UserError error) {
        errors.add(error);
        if (errors.size() == LIMIT) {
            throw UserError.all(errors, "\nerror: " + LIMIT + " mistakes, and what follows was not read");
        }
    }

    /** Ends the reading if there is a mistake. */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw UserError.all(errors, "");
        }
    }
}
