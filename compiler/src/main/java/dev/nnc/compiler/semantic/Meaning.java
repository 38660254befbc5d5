package dev.nnc.compiler.semantic;

import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.constant.Rational;
import java.util.List;

/** What an expression stands for: a constant of some kind, or a tensor of the graph that is being built. */
sealed interface Meaning {
    /** The kind in words, such as "a number". */
    String kind();

    /** A constant number. */
    record Number(Rational value) implements Meaning {
        static Number of(long value) {
            return new Number(Rational.of(value));
        }

        @Override
        public String kind() {
            return "the number " + value;
        }
    }

    /** A constant {@code true} or {@code false}. */
    record Truth(boolean value) implements Meaning {
        @Override
        public String kind() {
            return value ? "`true`" : "`false`";
        }
    }

    /** A text in quotes. */
    record Text(String value) implements Meaning {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /** An option such as {@code same}, handed through a block. */
    record Word(String value) implements Meaning {
        @Override
        public String kind() {
            return "the word `" + value + "`";
        }
    }

    /** A list. */
    record Items(List<Meaning> items) implements Meaning {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A tensor. */
    record Tensor(Value value) implements Meaning {
        @Override
        public String kind() {
            return "a tensor of shape " + value.shape();
        }
    }

    /** What a layer keeps from call to call of an entry. */
    record State(CarriedState state) implements Meaning {
        @Override
        public String kind() {
            return "the state of a layer";
        }
    }

    /** What has no meaning because of a mistake that is already reported. */
    record Unknown() implements Meaning {
        @Override
        public String kind() {
            return "something unknown";
        }
    }

    /** A name that is known and may not be used here. */
    record Hidden(String why) implements Meaning {
        @Override
        public String kind() {
            return "something out of reach";
        }
    }
}
