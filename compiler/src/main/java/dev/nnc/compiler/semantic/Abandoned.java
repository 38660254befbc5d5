package dev.nnc.compiler.semantic;

/** Ends the elaboration of a statement without a report: it depends on something whose mistake is reported already. */
final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Abandoned() {
        super(null, null, false, false);
    }
}
