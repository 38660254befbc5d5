package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.diagnostics.Span;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Turns ANTLR's positions, which count code points, into spans of the source, which count {@code char}s. */
final class Places {
    private final Source source;
    private final String wellFormed;
    /** The {@code char} offset of each code point and of the end; empty when they are the same numbers. */
    private final int[] offsets;

    Places(Source source) {
        this.source = source;
        this.wellFormed = replaceLoneSurrogates(source.text());
        int points = wellFormed.codePointCount(0, wellFormed.length());
        this.offsets = points == wellFormed.length() ? new int[0] : new int[points + 1];
        for (int point = 1; point < offsets.length; point++) {
            offsets[point] = wellFormed.offsetByCodePoints(offsets[point - 1], 1);
        }
    }

    /** The text for ANTLR, which accepts no lone surrogates; as long as the source's. */
    CharStream stream() {
        return CharStreams.fromString(wellFormed, source.name());
    }

    Span of(Token token) {
        return source.span(start(token), end(token));
    }

    Span of(ParserRuleContext context) {
        return between(context, context);
    }

    /** From the start of one part to the end of another. */
    Span between(ParserRuleContext first, ParserRuleContext last) {
        return between(first.getStart(), last.getStop());
    }

    Span between(Token first, Token last) {
        return source.span(start(first), end(last));
    }

    /** A part of a token, in {@code char}s from the token's start. */
    Span within(Token token, int from, int to) {
        return source.span(start(token) + from, start(token) + to);
    }

    Span whole() {
        return source.span(0, source.text().length());
    }

    int start(Token token) {
        return offset(token.getStartIndex());
    }

    int end(Token token) {
        return token.getType() == Token.EOF ? start(token) : offset(token.getStopIndex() + 1);
    }

    private int offset(int point) {
        return offsets.length == 0 ? point : offsets[point];
    }

    private static String replaceLoneSurrogates(String text) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
        return out.toString();
    }
}
