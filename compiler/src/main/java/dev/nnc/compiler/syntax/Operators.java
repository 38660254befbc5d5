package dev.nnc.compiler.syntax;

import dev.nnc.compiler.syntax.ast.Binary;
import dev.nnc.grammar.NnParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Which token is which operator of the tree. */
final class Operators {
    private static final Map<Integer, Binary.Operator> BY_TOKEN = Map.ofEntries(
            Map.entry(NnParser.OR, Binary.Operator.OR),
            Map.entry(NnParser.AND, Binary.Operator.AND),
            Map.entry(NnParser.EQUAL, Binary.Operator.EQUAL),
            Map.entry(NnParser.NOT_EQUAL, Binary.Operator.NOT_EQUAL),
            Map.entry(NnParser.LESS, Binary.Operator.LESS),
            Map.entry(NnParser.LESS_OR_EQUAL, Binary.Operator.LESS_OR_EQUAL),
            Map.entry(NnParser.GREATER, Binary.Operator.GREATER),
            Map.entry(NnParser.GREATER_OR_EQUAL, Binary.Operator.GREATER_OR_EQUAL),
            Map.entry(NnParser.PLUS, Binary.Operator.ADD),
            Map.entry(NnParser.MINUS, Binary.Operator.SUBTRACT),
            Map.entry(NnParser.TIMES, Binary.Operator.MULTIPLY),
            Map.entry(NnParser.DIVIDE, Binary.Operator.DIVIDE));

    private Operators() {}

    /** The operator tokens that stand between the operands of a part. */
    static List<Token> tokens(ParserRuleContext context) {
        List<Token> tokens = new ArrayList<>();
        for (ParseTree child : context.children) {
            if (child instanceof TerminalNode leaf
                    && BY_TOKEN.containsKey(leaf.getSymbol().getType())) {
                tokens.add(leaf.getSymbol());
            }
        }
        return tokens;
    }

    static Binary.Operator of(Token token) {
        return BY_TOKEN.get(token.getType());
    }
}
