package dev.nnc.compiler.emit;

/** How tightly Java's operators bind, loosest first. */
enum Precedence {
    CONDITIONAL,
    LOGICAL_OR,
    LOGICAL_AND,
    BIT_OR,
    BIT_XOR,
    BIT_AND,
    EQUALITY,
    RELATIONAL,
    SHIFT,
    SUM,
    PRODUCT,
    UNARY,
    /** Names, literals, calls and array accesses. */
    POSTFIX
}
