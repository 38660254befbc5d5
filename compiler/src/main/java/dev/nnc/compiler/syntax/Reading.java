package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.grammar.NnParser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;

/** What all builders of the tree share: names, reports, and going through lines of which some are broken. */
final class Reading {
    private final Places places;
    private final SyntaxReports reports;

    Reading(Places places, SyntaxReports reports) {
        this.places = places;
        this.reports = reports;
    }

    /** What the lines say; those that the parser gave up, or that turn out {@link Incomplete}, are left out. */
    <C extends ParserRuleContext, T> List<T> lines(List<C> lines, Function<C, T> read) {
        List<T> complete = new ArrayList<>();
        for (C line : lines) {
            if (line.exception == null) {
                try {
                    complete.add(read.apply(line));
                } catch (Incomplete reported) {
                    continue;
                }
            }
        }
        return complete;
    }

    /** A name that is given to something here. */
    Identifier declared(NnParser.NameContext context) {
        return declared(named(context));
    }

    /** The same for a name that the grammar reads as an expression. */
    Identifier declared(Identifier name) {
        if (name.text().equals("in")) {
            report(Problem.error(
                    "reserved-name", name.at(), "`in` is the input of a block and cannot name anything else"));
        }
        return name;
    }

    /** A name of something that is declared elsewhere. */
    Identifier named(NnParser.NameContext context) {
        return new Identifier(context.getText(), places.of(context));
    }

    void report(Problem problem) {
        reports.add(problem);
    }

    /** Whether something was reported inside of a span, so that what follows from it needs no report. */
    boolean reportedIn(Span span) {
        return reports.anyWithin(span.start(), span.end());
    }

    /** Reports why no tree can be made; the caller throws the result. */
    Incomplete incomplete(Problem problem) {
        report(problem);
        return new Incomplete();
    }
}
