package dev.nnc.cli.console;

import java.util.List;

/** A mistake outside of the {@code .nn} file, such as in the data; its message is the whole report, of one or more lines. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A report that is already in its final form. */
    private UserError(String report) {
        super(report);
    }

    /** An error without a place. */
    public static UserError of(String message) {
        return new UserError("error: " + message);
    }

    /** An error without a place, and what to do about it. */
    public static UserError of(String message, String help) {
        return new UserError("error: " + message + "\nhelp: " + help);
    }

    /** An error at a place, such as a file, or {@code file:line:column}. */
    public static UserError at(String place, String message) {
        return new UserError(place + ": error: " + message);
    }

    /** An error at a place, and what to do about it. */
    public static UserError at(String place, String message, String help) {
        return new UserError(place + ": error: " + message + "\nhelp: " + help);
    }

    /** Several errors at once. */
    public static UserError all(List<UserError> errors, String last) {
        StringBuilder report = new StringBuilder();
        for (UserError error : errors) {
            report.append(report.length() == 0 ? "" : "\n").append(error.getMessage());
        }
        return new UserError(report.append(last).toString());
    }
}
