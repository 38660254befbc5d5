package dev.nnc.compiler.syntax;

import dev.nnc.grammar.NnLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Turns the lexer's tokens into what the parser reads: of the line ends those that end a statement, and brackets that balance.
 *
 * <p>A line end counts unless it stands in round or square brackets, after an operator, {@code =} or a comma, before {@code ->}, or has
 * nothing before it to end. One is added before a closing brace and before the end of the file. What is wrong with the brackets is
 * reported here, and mended, so that each later line is read as if nothing had happened.
 */
final class Layout {
    private final Places places;
    private final Brackets brackets;
    private final List<Token> out = new ArrayList<>();

    Layout(Places places, SyntaxReports reports) {
        this.places = places;
        this.brackets = new Brackets(places, reports, this::emit);
    }

    /** The tokens for the parser, EOF at the end. */
    List<Token> arrange(List<CommonToken> tokens) {
        boolean opensLine = true;
        int last = tokens.size() - 1;
        for (int i = 0; i < last && !brackets.tooDeep(); i++) {
            CommonToken token = tokens.get(i);
            if (token.getType() == NnLexer.NEWLINE) {
                opensLine = true;
                continue;
            }
            if (opensLine) {
                startLine(token, tokens.get(i + 1));
            }
            brackets.place(token, opensLine);
            opensLine = false;
        }
        brackets.closeAll(tokens.get(last));
        endStatement();
        out.add(tokens.get(last));
        return out;
    }

    /** Whether brackets were nested so deep that the rest of the text was not read. */
    boolean tooDeep() {
        return brackets.tooDeep();
    }

    private void startLine(Token token, Token next) {
        boolean declares = token.getCharPositionInLine() == 0 && Words.opensDeclaration(token) && Words.isName(next);
        if (declares) {
            brackets.closeAll(token);
        } else if (!out.isEmpty() && Words.endsValue(previous()) && Words.startsValueOnly(token)) {
            brackets.closeRound(token);
        }
        if (declares || endsBefore(token, next)) {
            endStatement();
        }
    }

    private boolean endsBefore(Token token, Token next) {
        if (brackets.inRound() || out.isEmpty() || token.getType() == NnLexer.ARROW) {
            return false;
        }
        return Words.joins(previous()) ? opensStatement(token, next) : !Words.opens(previous());
    }

    /** Whether two tokens can only be the start of a statement: then an operator before them lacks its right side. */
    private static boolean opensStatement(Token token, Token next) {
        return Words.isName(token) && next.getType() == NnLexer.ASSIGN || Words.isKeyword(token) && Words.isName(next);
    }

    /** Adds a statement end, unless there is one, or no statement. */
    private void endStatement() {
        if (!out.isEmpty()
                && previous().getType() != NnLexer.NEWLINE
                && previous().getType() != NnLexer.LEFT_BRACE) {
            out.add(Brackets.inserted(NnLexer.NEWLINE, "\n", previous()));
        }
    }

    private void emit(Token token) {
        if (token.getType() == NnLexer.RIGHT_BRACE) {
            endStatement();
        }
        out.add(token);
    }

    private Token previous() {
        return out.get(out.size() - 1);
    }
}
