package dev.nnc.compiler.semantic;

import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Library;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.layer.Draws;
import dev.nnc.compiler.semantic.layer.Layers;
import dev.nnc.compiler.semantic.layer.Scale;
import dev.nnc.compiler.semantic.library.activation.Activations;
import dev.nnc.compiler.semantic.library.function.Functions;
import dev.nnc.compiler.semantic.library.initial.Initialisers;
import dev.nnc.compiler.semantic.library.loss.Losses;
import dev.nnc.compiler.semantic.library.metric.Metrics;
import dev.nnc.compiler.semantic.library.optimizer.Optimizers;
import dev.nnc.compiler.semantic.library.schedule.Schedules;
import dev.nnc.compiler.semantic.library.space.Spaces;
import java.util.ArrayList;
import java.util.List;

/** Everything that the language has built in. */
public final class StandardLibrary {
    /** The one library. */
    public static final Library LIBRARY = new Library(
            Library.index(Layers.all()),
            Library.index(functions()),
            Library.index(Losses.all()),
            Library.index(Metrics.all()),
            Library.index(Initialisers.all()),
            Library.index(Optimizers.all()),
            Library.index(Schedules.all()));

    private StandardLibrary() {}

    private static List<Builtin<Value>> functions() {
        List<Builtin<Value>> all = new ArrayList<>(Activations.all());
        all.addAll(Functions.all());
        all.addAll(Spaces.all());
        all.addAll(Draws.all());
        all.add(Scale.SCALE);
        return all;
    }
}
