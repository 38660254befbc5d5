package dev.nnc.compiler.semantic.builtin;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a built-in takes: its name, what kind of argument fits, and what holds when none is given.
 *
 * @param name how it is named in a call, such as {@code bias}
 * @param kind what fits
 * @param required whether a call must give it
 * @param fallback its value when none is given, of the type that {@link Call} returns for the kind
 * @param words the choices of a {@link Kind#WORD}, and of a {@link Kind#INTEGERS} that can be a word as well
 * @param onProbabilities set when it must not be probabilities: the name of the built-in that takes those, or "" when there is none
 */
public record Formal(
        String name,
        Kind kind,
        boolean required,
        Optional<Object> fallback,
        List<String> words,
        Optional<String> onProbabilities) {
    /** What kinds of arguments there are. */
    public enum Kind {
        /** A tensor of floats, or a number; a two-class target comes as {@code f32[b,1]} of zeros and ones. */
        FLOATS,
        /** Class or token ids. */
        IDS,
        /** Any tensor as it is: floats, ids or truth values. */
        TENSOR,
        /** A condition: truth values. */
        TRUTH,
        /** All further positional arguments, each as {@link #TENSOR}. */
        TENSORS,
        /** A constant whole number of at least 1. */
        SIZE,
        /** All further positional arguments, each as {@link #SIZE}: a shape without the batch. */
        SIZES,
        /** A constant whole number. */
        INTEGER,
        /** A constant whole number or a list of them; or one of some words, where it has any. */
        INTEGERS,
        /** A constant number. */
        NUMBER,
        /** A list of constant numbers. */
        NUMBERS,
        /** A constant {@code true} or {@code false}. */
        FLAG,
        /** One of some words, written without quotes. */
        WORD,
        /** A text in quotes. */
        TEXT,
        /** One axis: a constant number, negative from the end, or the name of a length. */
        AXIS,
        /** One axis or a list of axes. */
        AXES,
        /** How a weight starts. */
        INITIAL,
        /** A learning rate: a number or a schedule. */
        RATE,
        /** The name of a declared layer. */
        LAYER
    }

    public Formal {
        words = List.copyOf(words);
    }

    /** A required formal of a kind. */
    public static Formal of(Kind kind, String name) {
        return new Formal(name, kind, true, Optional.empty(), List.of(), Optional.empty());
    }

    public static Formal floats(String name) {
        return of(Kind.FLOATS, name);
    }

    public static Formal ids(String name) {
        return of(Kind.IDS, name);
    }

    public static Formal tensor(String name) {
        return of(Kind.TENSOR, name);
    }

    public static Formal number(String name) {
        return of(Kind.NUMBER, name);
    }

    public static Formal size(String name) {
        return of(Kind.SIZE, name);
    }

    public static Formal flag(String name) {
        return of(Kind.FLAG, name);
    }

    public static Formal axis(String name) {
        return of(Kind.AXIS, name);
    }

    public static Formal axes(String name) {
        return of(Kind.AXES, name);
    }

    /** A whole number, a list of them, or one of some words. */
    public static Formal integers(String name, String... choices) {
        return new Formal(name, Kind.INTEGERS, true, Optional.empty(), List.of(choices), Optional.empty());
    }

    public static Formal word(String name, String... choices) {
        return new Formal(name, Kind.WORD, true, Optional.empty(), List.of(choices), Optional.empty());
    }

    /** The same with a value when none is given: a Double, Integer, Boolean, String or list of those, as the kind asks. */
    public Formal orElse(Object value) {
        return new Formal(name, kind, false, Optional.of(value), words, onProbabilities);
    }

    /** The same, and it may be left out; {@link Call#has} tells. */
    public Formal optional() {
        return new Formal(name, kind, false, Optional.empty(), words, onProbabilities);
    }

    /** The same, refusing what comes out of a softmax or sigmoid; {@code instead} is the built-in that takes that, or "". */
    public Formal logits(String instead) {
        return new Formal(name, kind, required, fallback, words, Optional.of(instead));
    }

    /** Whether it takes all further positional arguments. */
    public boolean isVariadic() {
        return kind == Kind.TENSORS || kind == Kind.SIZES;
    }
}
