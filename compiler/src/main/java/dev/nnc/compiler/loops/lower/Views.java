package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.plan.prepare.AffineView;
import java.util.ArrayList;
import java.util.List;

/** Looks through a view: from an index into it to the index into its operand. */
final class Views {
    private Views() {}

    /** The operand's index for an index of the view; an axis that alone decides one of the operand's stays what it is. */
    static List<Index> index(AffineView view, List<Index> index, Frame frame) {
        List<Index> result = new ArrayList<>();
        for (AffineView.Source source : view.sources()) {
            Expr sum = whole(source.start());
            Index only = null;
            int terms = 0;
            for (int i = 0; i < index.size(); i++) {
                int step = source.steps().get(i);
                if (step != 0) {
                    only = source.start() == 0 && step == 1 ? index.get(i) : null;
                    terms++;
                    sum = plus(sum, times(place(index.get(i), frame), step));
                }
            }
            result.add(terms == 1 && only != null ? only : new Index.At(sum));
        }
        return result;
    }

    private static Expr place(Index index, Frame frame) {
        if (index instanceof Index.Row row) {
            return frame.place(row.axis());
        }
        return index instanceof Index.At at ? at.place() : frame.lane();
    }
}
