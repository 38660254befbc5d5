package dev.nnc.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Divides calls among methods that stay below 4000 bytecodes: a method of 8000 is never compiled, and half of that is the limit. */
final class Portions {
    /** Calls in one method, each of up to about 25 bytecodes besides its arguments. */
    private static final int CALLS = 40;

    /** Arguments of all calls of one method, each of up to about 8 bytecodes. */
    private static final int ARGUMENTS = 350;

    private Portions() {}

    /** The calls in their order, as many in each portion as one method may have. */
    static <T> List<List<T>> of(List<T> calls, ToIntFunction<T> arguments) {
        List<List<T>> portions = new ArrayList<>();
        int from = 0;
        int sum = 0;
        for (int at = 0; at < calls.size(); at++) {
            int more = arguments.applyAsInt(calls.get(at));
            if (at > from && (at - from == CALLS || sum + more > ARGUMENTS)) {
                portions.add(calls.subList(from, at));
                from = at;
                sum = 0;
            }
            sum += more;
        }
        if (from < calls.size()) {
            portions.add(calls.subList(from, calls.size()));
        }
        return portions;
    }
}
