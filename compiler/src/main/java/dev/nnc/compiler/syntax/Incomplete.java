package dev.nnc.compiler.syntax;

/** Thrown after a report where no tree can be made of a statement; whoever reads statements goes on with the next. */
final class Incomplete extends RuntimeException {
    Incomplete() {
        super(null, null, false, false);
    }
}
