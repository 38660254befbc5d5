package dev.nnc.compiler.syntax;

import dev.nnc.grammar.NnParser;
import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What the parser does at an error: reports it once, drops the statement that it is in, and goes on with the next. */
final class StatementRecovery extends DefaultErrorStrategy {
    private static final Set<Integer> LINES = Set.of(
            NnParser.RULE_declarationLine,
            NnParser.RULE_modelLine,
            NnParser.RULE_entryLine,
            NnParser.RULE_bodyLine,
            NnParser.RULE_settingLine);
    private static final Set<Integer> LINE_HOLDERS = Set.of(
            NnParser.RULE_program,
            NnParser.RULE_modelBody,
            NnParser.RULE_entryBody,
            NnParser.RULE_body,
            NnParser.RULE_trainBody);

    private final Places places;
    private final SyntaxReports reports;
    private RecognitionException handled;

    StatementRecovery(Places places, SyntaxReports reports) {
        this.places = places;
        this.reports = reports;
    }

    @Override
    public void reportError(Parser parser, RecognitionException error) {
        if (error != handled) {
            handled = error;
            ParserRuleContext rule = (ParserRuleContext) error.getCtx();
            report(parser.getTokenStream(), rule, error.getOffendingToken(), error.getExpectedTokens());
        }
    }

    /** Leaves the rules inside of a statement one by one; at the statement, skips the rest of it. */
    @Override
    public void recover(Parser parser, RecognitionException error) {
        ParserRuleContext rule = parser.getContext();
        if (!LINES.contains(rule.getRuleIndex())) {
            throw error;
        }
        skipStatement(parser.getTokenStream(), rule.getStart().getTokenIndex());
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw new InputMismatchException(parser);
    }

    /** Between two statements: drops what cannot start one. */
    @Override
    public void sync(Parser parser) {
        ATNState state = parser.getInterpreter().atn.states.get(parser.getState());
        boolean looping =
                state.getStateType() == ATNState.STAR_LOOP_ENTRY || state.getStateType() == ATNState.STAR_LOOP_BACK;
        if (!looping || !LINE_HOLDERS.contains(state.ruleIndex)) {
            return;
        }
        IntervalSet expected = parser.getATN().nextTokens(state);
        TokenStream tokens = parser.getTokenStream();
        while (!expected.contains(tokens.LA(1)) && tokens.LA(1) != Token.EOF) {
            report(tokens, parser.getContext(), tokens.LT(1), expected);
            skipStatement(tokens, tokens.index());
        }
    }

    private void report(TokenStream tokens, ParserRuleContext rule, Token found, IntervalSet expected) {
        Token first = firstOfStatement(tokens, found);
        if (!reports.anyWithin(places.start(first), places.end(found))) {
            reports.add(new ParseFailure(places, tokens, rule, found, expected).problem());
        }
    }

    private static boolean goesOn(int type) {
        return type == NnParser.LEFT_BRACE || type == NnParser.ELSE;
    }

    private static Token firstOfStatement(TokenStream tokens, Token found) {
        int index = found.getTokenIndex();
        while (index > 0 && !startsAfter(tokens.get(index - 1))) {
            index--;
        }
        return tokens.get(index);
    }

    private static boolean startsAfter(Token token) {
        return switch (token.getType()) {
            case NnParser.NEWLINE, NnParser.LEFT_BRACE -> true;
            default -> false;
        };
    }

    /**
     * Moves behind the statement end, or before the closing brace, that ends the statement that starts at a token. Braces or an
     * {@code else} at the start of the next line belonged to the statement, too.
     */
    private static void skipStatement(TokenStream tokens, int start) {
        int reached = tokens.index();
        tokens.seek(start);
        int depth = 0;
        while (tokens.LA(1) != Token.EOF) {
            Token token = tokens.LT(1);
            if (depth == 0 && token.getType() == NnParser.RIGHT_BRACE) {
                return;
            }
            depth += Words.opens(token) ? 1 : Words.closes(token) ? -1 : 0;
            tokens.consume();
            boolean ends = depth == 0 && token.getType() == NnParser.NEWLINE && tokens.index() > reached;
            if (ends && !goesOn(tokens.LA(1))) {
                return;
            }
        }
    }
}
