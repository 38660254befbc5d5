package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.grammar.NnLexer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Matches brackets: passes tokens on, reports each bracket without its partner once, and adds or drops what makes them balance. */
final class Brackets {
    /** The parser and those who read the tree call themselves once or more a level; this leaves them ample stack. */
    static final int DEEPEST = 100;

    /** An opening bracket that waits for its partner; the indent is that of its line. */
    private record Open(Token token, int indent) {
        boolean isBrace() {
            return token.getType() == NnLexer.LEFT_BRACE;
        }

        int closing() {
            return Words.closing(token.getType());
        }
    }

    /** A brace that was closed by one that stands under another line: when braces are missing later, it was probably here. */
    private record Suspect(Token opening, Token closing) {}

    private final Places places;
    private final SyntaxReports reports;
    private final Consumer<Token> out;
    private final Deque<Open> open = new ArrayDeque<>();
    private Optional<Suspect> suspect = Optional.empty();
    private Token previous;
    private int indent;
    private boolean tooDeep;

    Brackets(Places places, SyntaxReports reports, Consumer<Token> out) {
        this.places = places;
        this.reports = reports;
        this.out = out;
    }

    /** A token that stands nowhere in the text, right after another. */
    static CommonToken inserted(int type, String text, Token previous) {
        CommonToken token = new CommonToken(type, text);
        token.setStartIndex(previous.getStopIndex() + 1);
        token.setStopIndex(previous.getStopIndex());
        token.setLine(previous.getLine());
        return token;
    }

    /** Whether line ends have no meaning here. */
    boolean inRound() {
        return !open.isEmpty() && !open.peek().isBrace();
    }

    /** Whether nesting went so deep that the rest of the text is not read. */
    boolean tooDeep() {
        return tooDeep;
    }

    /** Passes on a token. */
    void place(CommonToken token, boolean opensLine) {
        if (opensLine) {
            indent = token.getCharPositionInLine();
        }
        if (Words.closes(token)) {
            close(token, opensLine);
        } else if (Words.opens(token) && open.size() == DEEPEST) {
            tooDeep = true;
            reports.add(Problem.error("too-deep", places.of(token), "more than " + DEEPEST + " brackets are open here")
                    .suggest("give the inner parts names of their own"));
        } else {
            if (Words.opens(token)) {
                open.push(new Open(token, indent));
            }
            emit(token);
        }
    }

    /** Closes, with a report, round and square brackets that the line before a token must have meant to close. */
    void closeRound(Token next) {
        closeInnermost(open.stream().takeWhile(bracket -> !bracket.isBrace()).count(), next);
    }

    /** Closes, with a report, whatever is open before a token. */
    void closeAll(Token next) {
        closeInnermost(open.size(), next);
    }

    private void close(CommonToken token, boolean opensLine) {
        long inside = unclosedInside(token);
        if (inside < open.size()) {
            closeInnermost(inside, token);
            noteIndent(open.peek(), token, opensLine);
        } else if (inRound() && token.getType() != NnLexer.RIGHT_BRACE) {
            reportMismatch(token);
            token.setType(open.peek().closing());
        } else {
            reports.add(Problem.error(
                    "unexpected-bracket",
                    places.of(token),
                    "nothing is open that this " + Words.name(token) + " closes"));
            return;
        }
        open.pop();
        emit(token);
    }

    /** How many open brackets lie inside of the one that a token closes; all that are open when it closes none. */
    private long unclosedInside(Token closing) {
        long inside = 0;
        for (Open bracket : open) {
            if (bracket.closing() == closing.getType()) {
                return inside;
            }
            if (bracket.isBrace()) {
                break;
            }
            inside++;
        }
        return open.size();
    }

    private void closeInnermost(long count, Token next) {
        if (count == 0) {
            return;
        }
        boolean explained = tooDeep || reports.anyWithin(places.end(previous), places.start(next));
        if (!explained) {
            reportUnclosed(count);
        }
        for (long i = 0; i < count; i++) {
            int closing = open.pop().closing();
            emit(inserted(closing, Words.bracket(closing), previous));
        }
    }

    private void reportUnclosed(long count) {
        Token innermost = open.peek().token();
        Span opening = places.of(innermost);
        Problem problem = Problem.error(
                "unclosed-bracket",
                places.of(previous).after(),
                "expected a "
                        + Words.bracket(Words.closing(innermost.getType())) + " that closes the "
                        + Words.bracket(innermost.getType())
                        + " at " + opening.startLine() + ":" + opening.startColumn());
        for (Open bracket : open.stream().limit(Math.min(count, 3)).toList()) {
            problem = problem.note(places.of(bracket.token()), "opened here");
        }
        if (open.peek().isBrace() && suspect.isPresent()) {
            Span other = places.of(suspect.get().opening());
            problem = problem.note(
                    places.of(suspect.get().closing()),
                    "this closes the `{` at " + other.startLine() + ":" + other.startColumn()
                            + ", but stands under another line");
        }
        reports.add(problem);
    }

    private void reportMismatch(Token token) {
        Open innermost = open.peek();
        reports.add(Problem.error(
                        "unexpected-bracket",
                        places.of(token),
                        Words.name(token) + " cannot close "
                                + Words.bracket(innermost.token().getType()) + ": expected a "
                                + Words.bracket(innermost.closing()))
                .note(places.of(innermost.token()), "opened here"));
    }

    private void noteIndent(Open opening, Token closing, boolean opensLine) {
        if (opening.isBrace() && opensLine && indent != opening.indent() && suspect.isEmpty()) {
            suspect = Optional.of(new Suspect(opening.token(), closing));
        }
    }

    private void emit(Token token) {
        previous = token;
        out.accept(token);
    }
}
