package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.syntax.ast.NumberLiteral;
import dev.nnc.compiler.syntax.ast.StringLiteral;
import dev.nnc.grammar.NnParser;
import java.math.BigDecimal;
import org.antlr.v4.runtime.Token;

/** Turns the tokens of numbers and strings into their values. */
final class LiteralBuilder {
    /** More digits on either side of the point than any double has; exact arithmetic with them stays cheap. */
    private static final int MOST_DIGITS = 400;

    private final Places places;
    private final Reading reading;

    LiteralBuilder(Places places, Reading reading) {
        this.places = places;
        this.reading = reading;
    }

    NumberLiteral number(NnParser.NumberContext context) {
        String text = context.getText();
        if (!Character.isDigit(text.charAt(text.length() - 1))
                || !text.matches("[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw new Incomplete();
        }
        int exponentAt = Math.max(text.indexOf('e'), text.indexOf('E'));
        String exponent = exponentAt < 0 ? "" : text.substring(exponentAt + 1);
        if (text.length() - exponent.length() <= MOST_DIGITS && exponent.length() <= 4) {
            BigDecimal value = new BigDecimal(text);
            if (Math.abs(value.scale()) <= MOST_DIGITS && value.precision() - value.scale() <= MOST_DIGITS) {
                return new NumberLiteral(value, places.of(context));
            }
        }
        throw reading.incomplete(Problem.error(
                "number-range",
                places.of(context),
                "this number has more than " + MOST_DIGITS + " digits before or after its point"));
    }

    StringLiteral string(NnParser.StringContext context) {
        Token token = context.STRING().getSymbol();
        String text = token.getText();
        if (text.length() < 2 || text.charAt(0) != '"' || !text.endsWith("\"")) {
            throw new Incomplete();
        }
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < text.length() - 1; i++) {
            if (text.charAt(i) == '\\') {
                value.append(escaped(token, text, i));
                i++;
            } else {
                value.append(text.charAt(i));
            }
        }
        return new StringLiteral(value.toString(), places.of(context));
    }

    private char escaped(Token token, String text, int at) {
        char escape = text.charAt(at + 1);
        return switch (escape) {
            case '"', '\\' -> escape;
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> {
                int length = Character.charCount(text.codePointAt(at + 1)) + 1;
                reading.report(Problem.error(
                                "bad-escape",
                                places.within(token, at, at + length),
                                "`" + text.substring(at, at + length) + "` has no meaning in a string")
                        .suggest("`\\\\` is a backslash, `\\\"` a quote, `\\n` a line end, `\\t` a tab"));
                throw new Incomplete();
            }
        };
    }
}
