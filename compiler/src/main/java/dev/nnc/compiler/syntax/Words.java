package dev.nnc.compiler.syntax;

import dev.nnc.grammar.NnLexer;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** The kinds of tokens, and how messages speak of them. */
final class Words {
    static final List<String> DECLARATIONS = List.of("model", "block", "function", "train");
    static final List<String> MODEL_LINES =
            List.of("input", "target", "output", "parameter", "layer", "loss", "metric", "entry");
    static final List<String> ENTRY_LINES = List.of("state", "output");
    static final List<String> BODY_LINES = List.of("layer", "parameter");

    private static final int LONGEST = 40;

    private Words() {}

    /** Whether a token is a word that can never be a name. */
    static boolean isReserved(Token token) {
        return token.getType() >= NnLexer.IF && token.getType() <= NnLexer.FALSE;
    }

    /** Whether a token opens a line or a type, and is a name elsewhere. */
    static boolean isKeyword(Token token) {
        return token.getType() >= NnLexer.FUNCTION && token.getType() <= NnLexer.CLASS;
    }

    static boolean isName(Token token) {
        return token.getType() == NnLexer.ID || isKeyword(token);
    }

    /** Whether a token opens a declaration when a name follows. */
    static boolean opensDeclaration(Token token) {
        return DECLARATIONS.contains(token.getText()) && isKeyword(token);
    }

    /** Whether a token stands between two values: then a line cannot end with it. */
    static boolean joins(Token token) {
        return switch (token.getType()) {
            case NnLexer.ARROW, NnLexer.ASSIGN, NnLexer.COMMA, NnLexer.AND, NnLexer.OR -> true;
            default -> token.getType() >= NnLexer.EQUAL && token.getType() <= NnLexer.DIVIDE;
        };
    }

    static boolean opens(Token token) {
        return switch (token.getType()) {
            case NnLexer.LEFT_PAREN, NnLexer.LEFT_BRACKET, NnLexer.LEFT_BRACE -> true;
            default -> false;
        };
    }

    static boolean closes(Token token) {
        return switch (token.getType()) {
            case NnLexer.RIGHT_PAREN, NnLexer.RIGHT_BRACKET, NnLexer.RIGHT_BRACE -> true;
            default -> false;
        };
    }

    /** Whether a value can end with a token. */
    static boolean endsValue(Token token) {
        return switch (token.getType()) {
            case NnLexer.NUMBER, NnLexer.STRING, NnLexer.TRUE, NnLexer.FALSE -> true;
            default -> closes(token) || isName(token);
        };
    }

    /** Whether a value can start with a token and cannot go on with it. */
    static boolean startsValueOnly(Token token) {
        return switch (token.getType()) {
            case NnLexer.NUMBER,
                    NnLexer.STRING,
                    NnLexer.TRUE,
                    NnLexer.FALSE,
                    NnLexer.NOT,
                    NnLexer.IF,
                    NnLexer.REPEAT,
                    NnLexer.LEFT_PAREN,
                    NnLexer.LEFT_BRACKET -> true;
            default -> isName(token);
        };
    }

    /** The closing bracket for an opening one, both as token types. */
    static int closing(int opening) {
        return opening + 1;
    }

    /** How a bracket is written. */
    static String bracket(int type) {
        return NnLexer.VOCABULARY.getLiteralName(type).replace("'", "`");
    }

    /** A token as a message names it: in backquotes, or in words where it cannot be seen. */
    static String name(Token token) {
        return switch (token.getType()) {
            case Token.EOF -> "the end of the file";
            case NnLexer.NEWLINE -> "the end of the line";
            case NnLexer.STRING -> "a string";
            default -> "`" + shortened(token.getText()) + "`";
        };
    }

    /** Words as alternatives: `a`, `b` or `c`. */
    static String oneOf(List<String> words) {
        String all = "`" + String.join("`, `", words) + "`";
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }

    static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "...";
    }
}
