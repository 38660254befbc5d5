package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.syntax.ast.Program;
import dev.nnc.grammar.NnParser;
import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;

/** The way from source text to a syntax tree: tokens, layout, ANTLR's parser, and the tree made of what it saw. */
public final class Syntax {
    private Syntax() {}

    /**
     * Reads a whole source.
     *
     * @param problems receives every syntax error, each once, with its place
     * @return what the text says; when the text has errors, only the parts of it that could be read
     */
    public static Program parse(Source source, Problems problems) {
        SyntaxReports reports = new SyntaxReports(problems);
        Places places = new Places(source);
        Layout layout = new Layout(places, reports);
        List<Token> tokens = layout.arrange(new Lexing(places, reports).tokens());
        if (layout.tooDeep()) {
            return new Program(List.of(), places.whole());
        }
        if (reports.isEmpty() && tokens.get(0).getType() == Token.EOF) {
            reports.add(Problem.error("empty-file", source.span(0, 0), "there is nothing here to compile")
                    .suggest("a network starts with `model Name {`"));
        }
        CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(tokens));
        stream.fill();
        NnParser parser = new NnParser(stream);
        parser.removeErrorListeners();
        parser.setErrorHandler(new StatementRecovery(places, reports));
        return new ProgramBuilder(places, reports).program(parser.program());
    }
}
