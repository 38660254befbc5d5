package dev.nnc.compiler.syntax;

import dev.nnc.grammar.NnLexer;
import java.util.Map;

/**
 * An operator of other languages or typography: which of ours it is read as, so that reading goes on, and what to write for it.
 *
 * @param tokenType the type of the token that takes its place
 * @param help what to write
 */
record ForeignOperator(int tokenType, String help) {
    private static final Map<String, ForeignOperator> BY_TEXT = Map.ofEntries(
            Map.entry("=>", new ForeignOperator(NnLexer.ARROW, "`->` passes a value on, `>=` compares")),
            Map.entry("|>", new ForeignOperator(NnLexer.ARROW, "`->` passes a value on")),
            Map.entry("\u2192", new ForeignOperator(NnLexer.ARROW, "write `->`")),
            Map.entry("&&", new ForeignOperator(NnLexer.AND, "write `and`")),
            Map.entry("||", new ForeignOperator(NnLexer.OR, "write `or`")),
            Map.entry("!", new ForeignOperator(NnLexer.NOT, "write `not`")),
            Map.entry("**", new ForeignOperator(NnLexer.TIMES, "a power is written `pow(a, b)`")),
            Map.entry("^", new ForeignOperator(NnLexer.TIMES, "a power is written `pow(a, b)`")),
            Map.entry(
                    "%",
                    new ForeignOperator(NnLexer.TIMES, "the operators are `+ - * /`, comparisons, `and`, `or`, `not`")),
            Map.entry("@", new ForeignOperator(NnLexer.TIMES, "a product of matrices is written `matmul(a, b)`")),
            Map.entry(";", new ForeignOperator(NnLexer.NEWLINE, "a statement ends with its line")),
            Map.entry("\u2212", new ForeignOperator(NnLexer.MINUS, "write `-`")),
            Map.entry("\u2013", new ForeignOperator(NnLexer.MINUS, "write `-`")),
            Map.entry("\u00D7", new ForeignOperator(NnLexer.TIMES, "write `*`")),
            Map.entry("\u00B7", new ForeignOperator(NnLexer.TIMES, "write `*`")),
            Map.entry("\u00F7", new ForeignOperator(NnLexer.DIVIDE, "write `/`")),
            Map.entry("\u2264", new ForeignOperator(NnLexer.LESS_OR_EQUAL, "write `<=`")),
            Map.entry("\u2265", new ForeignOperator(NnLexer.GREATER_OR_EQUAL, "write `>=`")),
            Map.entry("\u2260", new ForeignOperator(NnLexer.NOT_EQUAL, "write `!=`")));

    /** The meaning of a FOREIGN_OPERATOR token's text. */
    static ForeignOperator of(String text) {
        return BY_TEXT.get(text);
    }
}
