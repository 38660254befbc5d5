package dev.nnc.compiler.diagnostics;

import java.util.Locale;

/** How much a problem matters: an error stops the compilation, a warning does not. */
public enum Severity {
    ERROR,
    WARNING;

    /** The word that reports use: {@code error} or {@code warning}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
