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
        boolean betweenLines = expected.contains(NnParser.RIGHT_BRACE) || expected.contains(Token.EOF);
        return switch (rule.getRuleIndex()) {
            case NnParser.RULE_program -> declaration();
            case NnParser.RULE_modelBody -> betweenLines ? lineOf("a model", Words.MODEL_LINES) : particular();
            case NnParser.RULE_entryBody -> betweenLines ? lineOf("an entry", Words.ENTRY_LINES) : particular();
            case NnParser.RULE_trainBody ->
                betweenLines ? problem("expected a setting such as `batch 32`, not " + foundName()) : particular();
            case NnParser.RULE_value -> valueWithoutName();
            case NnParser.RULE_type -> type();
            default -> insideLine();
        };
    }

    private Problem declaration() {
        return problem("expected " + Words.oneOf(Words.DECLARATIONS) + ", not " + foundName())
                .suggest(Suggestions.didYouMean(found.getText(), Words.DECLARATIONS));
    }

    /** What stands where a line of a model or entry should start. */
    private Problem lineOf(String holder, List<String> words) {
        if (cannotStart()) {
            return startOfLine();
        }
        if (Words.isReserved(found)) {
            return reserved();
        }
        return problem("no line of " + holder + " starts with " + foundName()).suggest(startsOf(holder, words));
    }

    private static String startsOf(String holder, List<String> words) {
        return "a line of " + holder + " starts with " + Words.oneOf(words) + ", or with `name =`";
    }

    /** A line of a model or entry that starts with a name, but no {@code =} follows. */
    private Problem valueWithoutName() {
        if (!expected.contains(NnParser.ASSIGN)) {
            return insideLine();
        }
        Token first = rule.getStart();
        if (!Words.isName(found) && found.getType() != NnParser.NUMBER && found.getType() != NnParser.STRING) {
            String help = found.getType() == NnParser.COLON
                    ? "`input " + first.getText() + ": ...` declares an input"
                    : "`name = ...` names a value, `output name = ...` returns it";
            return problem("a line that starts with a name defines a value: expected `=` after " + Words.name(first))
                    .suggest(help);
        }
        if (Words.isKeyword(first)) {
            return misplaced(first);
        }
        boolean inEntry = rule.getParent().getRuleIndex() == NnParser.RULE_entryStatement;
        List<String> words = inEntry ? Words.ENTRY_LINES : Words.MODEL_LINES;
        String help = Suggestions.didYouMean(first.getText(), words)
                .orElseGet(() -> startsOf(inEntry ? "an entry" : "a model", words));
        return unknown(first).suggest(help);
    }

    private Problem insideLine() {
        if (expected.contains(NnParser.NUMBER)) {
            return expected.contains(NnParser.RIGHT_BRACE) ? lineOfBody() : value();
        }
        boolean measures = previous.getType() == NnParser.LOSS || previous.getType() == NnParser.METRIC;
        if (measures && rule.getRuleIndex() == NnParser.RULE_modelStatement) {
            return value();
        }
        if (expected.contains(NnParser.ID)) {
            return Words.isReserved(found)
                    ? reserved()
                    : problem("expected a name after " + Words.name(previous) + foundInstead());
        }
        return expected.contains(NnParser.NEWLINE) ? endOfLine() : particular();
    }

    /** What stands where a line of braces should start that can be any value. */
    private Problem lineOfBody() {
        return cannotStart() ? startOfLine() : problem("expected a value, not " + foundName());
    }

    private boolean cannotStart() {
        return found.getType() == NnParser.ELSE || found.getType() == NnParser.LEFT_BRACE || Words.joins(found);
    }

    private Problem startOfLine() {
        boolean first = previous.getType() == NnParser.LEFT_BRACE;
        return switch (found.getType()) {
            case NnParser.ELSE -> problem("this `else` has no `if` before it");
            case NnParser.LEFT_BRACE ->
                problem("braces cannot stand alone")
                        .suggest("they follow a declaration, `repeat n`, `if c` or `else`, on the same line");
            case NnParser.ARROW -> problem("`->` needs a value before it").suggest("in a block its input is `in`");
            default ->
                first
                        ? problem(foundName() + " needs a value before it")
                        : problem("a line cannot start with " + foundName())
                                .suggest("a line that ends with " + foundName() + " goes on with the next");
        };
    }

    private Problem value() {
        if (found.getType() == NnParser.DOT && next().getType() == NnParser.NUMBER) {
            return problem("a number needs a digit before its point").suggest("write `0." + next().getText() + "`");
        }
        if (Words.closes(found) && (Words.opens(previous) || previous.getType() == NnParser.COMMA)) {
            return problem("expected a value between " + Words.name(previous) + " and " + foundName());
        }
        if (found.getType() == NnParser.LEFT_BRACE) {
            return problem("expected a value, not `{`").suggest("braces follow `repeat n`, `if c` or `else`");
        }
        if (found.getType() == NnParser.ASSIGN && Words.isName(previous)) {
            return problem("a setting is written without `=`")
                    .suggest("put the value right after " + Words.name(previous));
        }
        return switch (previous.getType()) {
            case NnParser.ARROW -> problem("`->` needs a layer after it" + foundInstead());
            case NnParser.COMMA, NnParser.ASSIGN ->
                problem("expected a value after " + Words.name(previous) + foundInstead());
            default -> problem(Words.name(previous) + " needs a value after it" + foundInstead());
        };
    }

    private Problem reserved() {
        return problem(foundName() + " is a word of the language and cannot be a name");
    }

    private Problem endOfLine() {
        Token first = rule.getStart();
        if (Words.isKeyword(first) && first == previous && Words.isName(found)) {
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
        if (Words.MODEL_LINES.contains(word)) {
            return misplaced(first, "in a `model`");
        }
        if (Words.ENTRY_LINES.contains(word)) {
            return misplaced(first, "in an `entry`");
        }
        return Words.DECLARATIONS.contains(word) ? misplaced(first, "outside of all braces") : unknown(first);
    }

    private Problem misplaced(Token first, String home) {
        String message = Words.name(first) + " cannot stand here; it belongs " + home;
        return Problem.error("misplaced-statement", places.of(first), message);
    }

    private Problem unknown(Token first) {
        return Problem.error("unknown-statement", places.of(first), "there is no statement " + Words.name(first));
    }

    private Problem type() {
        if (!expected.contains(NnParser.FLOAT)) {
            return insideLine();
        }
        return problem("expected a type, `float[...]` or `class(...)`" + foundInstead())
                .suggest(Suggestions.didYouMean(found.getText(), List.of("float", "class")));
    }

    /** The one token that has to stand here. */
    private Problem particular() {
        if (Words.opens(previous) && expected.contains(Words.closing(previous.getType()))) {
            return value();
        }
        if (expected.contains(NnParser.RIGHT_PAREN)) {
            return problem("expected `,` or `)`" + foundInstead());
        }
        if (expected.contains(NnParser.RIGHT_BRACKET)) {
            Problem problem = problem("expected `,` or `]`" + foundInstead());
            return found.getType() == NnParser.LESS && rule.getRuleIndex() == NnParser.RULE_shape
                    ? problem.suggest("`T <= 200` is a length of up to 200 that each example has for itself")
                    : problem;
        }
        if (expected.contains(NnParser.LEFT_BRACE)) {
            return leftBrace();
        }
        if (expected.contains(NnParser.ELSE)) {
            return elseBranch();
        }
        if (expected.contains(NnParser.LEFT_PAREN)) {
            return problem("expected `(` after " + Words.name(previous) + foundInstead());
        }
        if (expected.contains(NnParser.COLON)) {
            return problem("expected `:` and a type after " + Words.name(previous) + foundInstead());
        }
        return rule.getRuleIndex() == NnParser.RULE_parameterDeclaration
                ? problem("expected `=` and how the parameter starts, such as `= normal(0, 0.02)`" + foundInstead())
                : problem("expected `=` after " + Words.name(previous) + foundInstead());
    }

    private Problem leftBrace() {
        if (found.getType() == NnParser.NEWLINE && next().getType() == NnParser.LEFT_BRACE) {
            return problem("expected `{` at the end of this line").suggest("the `{` cannot stand on a line of its own");
        }
        String opener = expected.contains(NnParser.ASSIGN) ? "`=` or `{`" : "`{`";
        return problem("expected " + opener + " after " + Words.name(previous) + foundInstead());
    }

    private Problem elseBranch() {
        if (next().getType() == NnParser.ELSE) {
            return Problem.error(ID, places.of(next()), "`else` cannot start a line")
                    .suggest("put it on the line of the `}` before it: `} else {`");
        }
        return problem("expected `else` after the `}` of `if`" + foundInstead())
                .suggest("an `if` always has both: `if c { a } else { b }`");
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
