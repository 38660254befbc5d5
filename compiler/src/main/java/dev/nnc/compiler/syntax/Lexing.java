package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.grammar.NnLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Cuts a source into tokens, reports those that are no words of the language, and passes them on as what was meant. */
final class Lexing {
    private final Places places;
    private final SyntaxReports reports;

    Lexing(Places places, SyntaxReports reports) {
        this.places = places;
        this.reports = reports;
    }

    /** The tokens up to and with EOF: words of the language and line ends; a comment that holds a line end becomes one. */
    List<CommonToken> tokens() {
        NnLexer lexer = new NnLexer(places.stream());
        lexer.removeErrorListeners();
        List<CommonToken> tokens = new ArrayList<>();
        CommonToken stray = null;
        for (Token next : lexer.getAllTokens()) {
            CommonToken token = (CommonToken) next;
            boolean isStray = token.getType() == NnLexer.STRAY;
            if (stray != null && !(isStray && token.getStartIndex() == stray.getStopIndex() + 1)) {
                reportStray(stray);
                stray = null;
            }
            if (isStray) {
                stray = stray == null ? token : extended(stray, token);
            } else if (belongs(token)) {
                tokens.add(token);
            }
        }
        if (stray != null) {
            reportStray(stray);
        }
        tokens.add((CommonToken) lexer.emitEOF());
        return tokens;
    }

    private static CommonToken extended(CommonToken first, CommonToken last) {
        first.setStopIndex(last.getStopIndex());
        return first;
    }

    /** Reports and retypes a token where that is called for; false when it is no part of the program. */
    private boolean belongs(CommonToken token) {
        switch (token.getType()) {
            case NnLexer.BLOCK_COMMENT -> {
                token.setType(NnLexer.NEWLINE);
                return token.getText().indexOf('\n') >= 0 || token.getText().indexOf('\r') >= 0;
            }
            case NnLexer.FOREIGN_OPERATOR -> foreignOperator(token);
            case NnLexer.FOREIGN_NAME -> {
                report(
                        token,
                        "stray-character",
                        "the name `" + token.getText() + "` has letters outside of a-z",
                        "names are made of a-z, A-Z, 0-9 and `_`");
                token.setType(NnLexer.ID);
            }
            case NnLexer.FOREIGN_STRING -> {
                report(
                        token,
                        "stray-character",
                        "these quotes do not make a string",
                        "put it in straight double quotes: `\"`");
                token.setType(NnLexer.STRING);
            }
            case NnLexer.MALFORMED_NUMBER -> malformedNumber(token);
            case NnLexer.UNCLOSED_STRING -> {
                report(
                        token,
                        "unclosed-string",
                        "this string has no closing `\"` on its line",
                        "end it with `\"`; a `\"` inside is written `\\\"`");
                token.setType(NnLexer.STRING);
            }
            default -> {
                return !droppedComment(token);
            }
        }
        return true;
    }

    private boolean droppedComment(CommonToken token) {
        if (token.getType() == NnLexer.FOREIGN_COMMENT) {
            report(token, "stray-character", "`#` does not start a comment", "comments start with `//`");
            return true;
        }
        if (token.getType() == NnLexer.UNCLOSED_COMMENT) {
            Span opening = places.within(token, 0, 2);
            reports.add(Problem.error("unclosed-comment", opening, "this comment has no end")
                    .suggest("end it with `*/`"));
            return true;
        }
        return false;
    }

    private void foreignOperator(CommonToken token) {
        ForeignOperator foreign = ForeignOperator.of(token.getText());
        report(token, "stray-character", "`" + token.getText() + "` is no operator of the language", foreign.help());
        token.setType(foreign.tokenType());
    }

    private void malformedNumber(CommonToken token) {
        report(
                token,
                "malformed-number",
                "`" + Words.shortened(token.getText()) + "` is not a number",
                "numbers look like `64`, `0.5` or `1e-3`, names start with a letter");
        token.setType(NnLexer.NUMBER);
    }

    private void reportStray(CommonToken token) {
        String text = token.getText();
        int first = text.codePointAt(0);
        boolean visible = !Character.isISOControl(first)
                && !Character.isWhitespace(first)
                && !Character.isSpaceChar(first)
                && Character.getType(first) != Character.FORMAT;
        String what = visible ? "`" + Words.shortened(text) + "`" : String.format("the character U+%04X", first);
        reports.add(Problem.error("stray-character", places.of(token), what + " has no meaning here"));
    }

    private void report(CommonToken token, String id, String message, String help) {
        reports.add(Problem.error(id, places.of(token), message).suggest(help));
    }
}
