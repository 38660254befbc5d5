package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.grammar.NnParser;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/** A token at which the parser could not go on, put into the language's own words: what is missing there, or what is too much. */
final class ParseFailure {
    private static final String ID = "unexpected-text";

    private final Places places;
    private final TokenStream tokens;
    private final ParserRuleContext rule;
    private final Token found;
    private final Token previous;
    private final IntervalSet expected;

    /**
     * Takes where the parser stopped.
     *
     * @param rule the innermost rule
     * @param found the token that does not fit
     * @param expected the types of some tokens that would fit
     */
    ParseFailure(Places places, TokenStream tokens, ParserRuleContext rule, Token found, IntervalSet expected) {
        this.places = places;
        this.tokens = tokens;
        this.rule = rule;
        this.found = found;
        this.previous = tokens.get(Math.max(0, found.getTokenIndex() - 1));
        this.expected = expected;
    }

    Problem problem() {
        return switch (rule.getRuleIndex()) {
            case NnParser.RULE_program -> lineOf("a file", Words.DECLARATIONS);
            case NnParser.RULE_modelBody -> lineOf("a model", Words.MODEL_LINES);
            case NnParser.RULE_entryBody -> lineOf("an entry", Words.ENTRY_LINES);
            case NnParser.RULE_trainBody -> problem("expected a setting such as `batch 32`, not " + foundName());
            case NnParser.RULE_value -> valueWithoutName();
            case NnParser.RULE_type -> type();
            default -> insideLine();
        };
    }

    /** What stands where a line should start. */
    private Problem lineOf(String holder, List<String> words) {
        if (Words.isReserved(found) && found.getType() != NnParser.ELSE) {
            return reserved();
        }
        if (found.getType() == NnParser.ELSE || Words.joins(found) || found.getType() == NnParser.LEFT_BRACE) {
            return startOfLine();
        }
        boolean named = rule.getRuleIndex() != NnParser.RULE_program;
        String start =
                "a line of " + holder + " starts with " + Words.oneOf(words) + (named ? ", or with `name =`" : "");
        return problem(start + ", not with " + foundName()).suggest(Suggestions.didYouMean(found.getText(), words));
    }

    /** A line of a model or entry that starts with a name, but no `=` follows. */
    private Problem valueWithoutName() {
        if (!expected.contains(NnParser.ASSIGN)) {
            return insideLine();
        }
        Token first = rule.getStart();
        boolean inEntry = rule.getParent().getRuleIndex() == NnParser.RULE_entryStatement;
        if (!Words.isName(found) && found.getType() != NnParser.NUMBER && found.getType() != NnParser.STRING) {
            String help = found.getType() == NnParser.COLON
                    ? "`input " + first.getText() + ": ...` declares an input"
                    : "`name = ...` names a value, `output name = ...` returns it";
            return problem("expected `=` after " + Words.name(first) + ", as this line is the definition of a value")
                    .suggest(help);
        }
        if (Words.isKeyword(first)) {
            return misplaced(first);
        }
        List<String> words = inEntry ? Words.ENTRY_LINES : Words.MODEL_LINES;
        Problem unknown = Problem.error(
                "unknown-statement",
                places.of(first),
                "there is no statement " + Words.name(first) + "; a line of " + (inEntry ? "an entry" : "a model")
                        + " starts with " + Words.oneOf(words) + ", or with `name =`");
        return unknown.suggest(Suggestions.didYouMean(first.getText(), words));
    }

    private Problem insideLine() {
        if (expected.contains(NnParser.NUMBER)) {
            return expected.contains(NnParser.RIGHT_BRACE) ? lineOfBody() : value();
        }
        if (expected.contains(NnParser.ID)) {
            return Words.isReserved(found)
                    ? reserved()
                    : problem("expected a name after " + Words.name(previous) + foundInstead());
        }
        if (expected.contains(NnParser.NEWLINE)) {
            return endOfLine();
        }
        return particular();
    }

    /** What stands where a line of braces should start that can be any value. */
    private Problem lineOfBody() {
        return found.getType() == NnParser.ELSE || Words.joins(found) || found.getType() == NnParser.LEFT_BRACE
                ? startOfLine()
                : problem("expected a value, not " + foundName());
    }

    private Problem startOfLine() {
        boolean opensBraces = previous.getType() == NnParser.LEFT_BRACE;
        return switch (found.getType()) {
            case NnParser.ELSE ->
                afterClosingBrace()
                        ? problem("`else` cannot start a line")
                                .suggest("put it on the line of the `}` before it: `} else {`")
                        : problem("this `else` has no `if` before it");
            case NnParser.LEFT_BRACE ->
                problem("braces cannot stand alone")
                        .suggest("they follow a declaration, `repeat n`, `if c` or `else`, on the same line");
            case NnParser.ARROW -> problem("`->` needs a value before it").suggest("in a block its input is `in`");
            default ->
                opensBraces || found.getTokenIndex() == 0
                        ? problem(foundName() + " needs a value before it")
                        : problem("a line cannot start with " + foundName())
                                .suggest("a line that ends with " + foundName() + " goes on with the next");
        };
    }

    private boolean afterClosingBrace() {
        int index = found.getTokenIndex();
        return index >= 2 && tokens.get(index - 2).getType() == NnParser.RIGHT_BRACE;
    }

    private Problem value() {
        if (found.getType() == NnParser.DOT && next().getType() == NnParser.NUMBER) {
            return problem("a number needs a digit before its point").suggest("write `0." + next().getText() + "`");
        }
        if (Words.closes(found) && previous.getType() == NnParser.COMMA) {
            return problem("expected a value between `,` and " + foundName());
        }
        if (Words.closes(found) && Words.opens(previous)) {
            return problem("expected a value between " + Words.name(previous) + " and " + foundName());
        }
        if (found.getType() == NnParser.LEFT_BRACE) {
            return problem("expected a value, not `{`").suggest("braces follow `repeat n`, `if c` or `else`");
        }
        boolean ordinary = Words.isReserved(found) || Words.isName(found) || Words.joins(found);
        String instead = ordinary ? ", not " + foundName() : foundInstead();
        return switch (previous.getType()) {
            case NnParser.ARROW -> problem("`->` needs a layer after it" + instead);
            case NnParser.COMMA -> problem("expected a value after `,`" + instead);
            case NnParser.ASSIGN -> problem("expected a value after `=`" + instead);
            case NnParser.NEWLINE, NnParser.LEFT_BRACE -> problem("expected a value" + instead);
            default -> problem(Words.name(previous) + " needs a value after it" + instead);
        };
    }

    private Problem reserved() {
        return problem(foundName() + " is a word of the language and cannot be a name");
    }

    private Problem endOfLine() {
        Token first = rule.getStart();
        if (Words.isKeyword(first) && first.getTokenIndex() == found.getTokenIndex() - 1 && Words.isName(found)) {
            return misplaced(first);
        }
        return switch (found.getType()) {
            case NnParser.ASSIGN -> problem("`=` has nothing to name here").suggest("`==` compares two constants");
            case NnParser.LEFT_BRACE ->
                problem("expected the end of the line, not `{`")
                        .suggest("braces follow a declaration, `repeat n`, `if c` or `else`");
            case NnParser.ELSE -> problem("this `else` has no `if` before it");
            case NnParser.UPDATES -> problem("`updates` belongs to a `loss`");
            default ->
                Words.isName(found) && Words.isName(next())
                        ? problem("expected the end of the line before " + foundName())
                                .suggest("start a new line here")
                        : problem("expected an operator or the end of the line, not " + foundName());
        };
    }

    private Problem misplaced(Token first) {
        String word = first.getText();
        String home = Words.ENTRY_LINES.contains(word) && !Words.MODEL_LINES.contains(word)
                ? "an `entry`"
                : Words.MODEL_LINES.contains(word) ? "a `model`" : "another place";
        return Problem.error(
                "misplaced-statement", places.of(first), "`" + word + "` cannot stand here; it belongs in " + home);
    }

    private Problem type() {
        if (expected.contains(NnParser.FLOAT)) {
            return problem("expected a type, `float[...]` or `class(...)`"
                            + (Words.isName(found) ? ", not " + foundName() : foundInstead()))
                    .suggest(Suggestions.didYouMean(found.getText(), List.of("float", "class")));
        }
        return insideLine();
    }

    /** The one token that has to stand here. */
    private Problem particular() {
        if (expected.contains(NnParser.RIGHT_PAREN)) {
            return problem("expected `,` or `)`" + foundInstead());
        }
        if (expected.contains(NnParser.RIGHT_BRACKET)) {
            return problem("expected `,` or `]`" + foundInstead());
        }
        if (expected.contains(NnParser.LEFT_BRACE)) {
            return next().getType() == NnParser.LEFT_BRACE && found.getType() == NnParser.NEWLINE
                    ? problem("expected `{` at the end of this line")
                            .suggest("the `{` cannot stand on a line of its own")
                    : problem("expected `{` after " + Words.name(previous) + foundInstead());
        }
        if (expected.contains(NnParser.ELSE)) {
            return problem("expected `else` after the `}` of `if`" + foundInstead())
                    .suggest("an `if` always has both: `if c { a } else { b }`");
        }
        if (expected.contains(NnParser.LEFT_PAREN)) {
            return problem("expected `(` after " + Words.name(previous) + foundInstead());
        }
        if (expected.contains(NnParser.COLON)) {
            return problem("expected `:` and a type after " + Words.name(previous) + foundInstead());
        }
        if (rule.getRuleIndex() == NnParser.RULE_parameterDeclaration) {
            return problem("expected `=` and how the parameter starts, such as `= normal(0, 0.02)`" + foundInstead());
        }
        return problem("expected `=` after " + Words.name(previous) + foundInstead());
    }

    private String foundInstead() {
        return found.getType() == NnParser.NEWLINE || found.getType() == Token.EOF ? "" : ", not " + foundName();
    }

    private String foundName() {
        return Words.name(found);
    }

    private Token next() {
        return tokens.get(Math.min(found.getTokenIndex() + 1, tokens.size() - 1));
    }

    private Problem problem(String message) {
        boolean atLineEnd = found.getType() == NnParser.NEWLINE || found.getType() == Token.EOF;
        Span at = atLineEnd ? places.of(previous).after() : places.of(found);
        return Problem.error(ID, at, message);
    }
}
