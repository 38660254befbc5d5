package dev.nnc.compiler.emit;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.AroundUpdate;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.ir.model.Metric;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Schedule;
import dev.nnc.compiler.ir.model.Section;
import dev.nnc.compiler.ir.model.Stopping;
import dev.nnc.compiler.ir.model.Training;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.loops.program.Step.Argument;
import dev.nnc.compiler.loops.program.Step.Argument.Place;
import dev.nnc.compiler.loops.program.Step.Split;
import dev.nnc.compiler.plan.Space;
import dev.nnc.compiler.plan.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model lowered by hand: {@code price = features . weight + bias} with the mean squared error, gradient descent and the mean
 * absolute error as a metric. It has what emitted code is made of: lanes and numbers, kernels that threads split, numbers
 * between kernels, and a kernel that calls another.
 */
final class LineModel {
    static final int FEATURES = 32;
    static final int BATCH = 8;
    private static final int BIAS = FEATURES;
    private static final int LOSS = 16;

    private static final Space PARAMETERS = new Space.Parameters();
    private static final Space ARENA = new Space.Arena();
    private static final Space GRADIENTS = new Space.Gradients();

    private LineModel() {}

    static LoweredModel lowered() {
        return new LoweredModel(
                model(),
                storage(),
                LineKernels.all(),
                List.of(),
                0,
                new Program("predict", List.of(launchPrice(new Space.Output("price"), false)), 0, 64),
                new Program("evaluate", evaluate(), 32, 64),
                List.of(new LoweredModel.PhasePrograms(
                        "loss",
                        new Program("gradients", gradients(), 32, 64),
                        model().training().batch(),
                        new Program("update", update(), 0, 0),
                        Optional.empty(),
                        List.of())),
                List.of());
    }

    private static Model model() {
        Graph none = new Graph("none", List.of(), List.of());
        Map<String, Double> settings = new LinkedHashMap<>();
        settings.put("rate", 0.01);
        settings.put("decay", 0.001);
        List<String> weights = List.of("weight", "bias");
        List<Section> sections = List.of(new Section("", weights));
        Phase phase = new Phase(
                "loss",
                none,
                weights,
                none,
                AroundUpdate.NONE,
                sections,
                List.of(),
                settings,
                Schedule.CONSTANT,
                false);
        return new Model(
                "Line",
                List.of(new DataInput("features", TensorType.f32(FEATURES).batched(), 0, List.of())),
                List.of(new DataInput("paid", TensorType.f32().batched(), 0, List.of())),
                List.of(weight("weight", FEATURES), weight("bias", 1)),
                List.of(new DataOutput("price", TensorType.f32().batched(), "")),
                List.of(new Metric("mae", "MEAN_ABSOLUTE_ERROR", 2, List.of())),
                List.of(),
                none,
                List.of(phase),
                List.of(),
                Training.DEFAULT
                        .withData("prices.csv")
                        .withBatch(BATCH)
                        .withEpochs(3)
                        .withValidate(0.25)
                        .withStopping(new Stopping(2, "loss", Stopping.Better.USUAL))
                        .withSeed(7));
    }

    private static Weight weight(String name, int size) {
        TensorType type = TensorType.of(DType.F32, size);
        return new Weight(name, type, true, Initial.of(Initial.Kind.UNIFORM, -0.5, 0.5), Origin.NONE);
    }

    private static Storage storage() {
        Weight weight = weight("weight", FEATURES);
        Storage.Range all = new Storage.Range(0, FEATURES + 16);
        return new Storage(
                List.of(
                        new Storage.Tensor(weight, 0, List.of(1)),
                        new Storage.Tensor(weight("bias", 1), BIAS, List.of(1))),
                List.of(new Storage.Moved(all, List.of(all))),
                FEATURES + 16);
    }

    private static Step launchPrice(Space out, boolean parallel) {
        return new Step.Launch(
                "price",
                List.of(
                        new Place(new Space.Input("features"), 0),
                        new Place(PARAMETERS, 0),
                        new Place(out, 0),
                        new Place(new Space.Scratch(), 0)),
                new Split(1, 0, 1, parallel),
                "price = features . weight + bias   line.nn:4");
    }

    private static List<Step> gradients() {
        List<Step> steps = new ArrayList<>();
        steps.add(launchPrice(ARENA, true));
        steps.add(new Step.Compute(
                "share", new Scalar.Apply("div", List.of(new Scalar.Number(2), new Scalar.Count())), "2 / count"));
        steps.add(launch(
                "error",
                Split.NONE,
                "loss = mean((price - paid)^2)   line.nn:6",
                new Place(ARENA, 0),
                new Place(new Space.Input("paid"), 0),
                new Place(ARENA, LOSS),
                new Argument.Value(new Scalar.Named("share")),
                new Argument.BatchCount()));
        steps.add(new Step.Loss("loss", mean()));
        steps.add(launch(
                "weightGradient",
                new Split(0, FEATURES / 16, 1, true),
                "d loss / d weight   line.nn:4",
                new Place(new Space.Input("features"), 0),
                new Place(ARENA, 0),
                new Place(GRADIENTS, 0),
                new Argument.BatchCount()));
        steps.add(launch(
                "biasGradient",
                Split.NONE,
                "d loss / d bias   line.nn:4",
                new Place(ARENA, 0),
                new Place(GRADIENTS, BIAS),
                new Argument.BatchCount()));
        return steps;
    }

    private static Scalar mean() {
        return new Scalar.Apply("div", List.of(new Scalar.Stored(new Space.Arena(), LOSS), new Scalar.Count()));
    }

    private static List<Step> evaluate() {
        List<Step> steps = new ArrayList<>();
        steps.add(launchPrice(ARENA, false));
        steps.add(launch(
                "absolute",
                Split.NONE,
                "mae = |price - paid|   line.nn:7",
                new Place(ARENA, 0),
                new Place(new Space.Input("paid"), 0),
                new Place(new Space.Statistics("mae"), 0),
                new Argument.BatchCount()));
        steps.add(launch(
                "error",
                Split.NONE,
                "loss = mean((price - paid)^2)   line.nn:6",
                new Place(ARENA, 0),
                new Place(new Space.Input("paid"), 0),
                new Place(ARENA, LOSS),
                new Argument.Value(new Scalar.Number(1)),
                new Argument.BatchCount()));
        steps.add(new Step.Loss("loss", mean()));
        return steps;
    }

    private static List<Step> update() {
        Scalar keep = new Scalar.Apply(
                "sub",
                List.of(
                        new Scalar.Number(1),
                        new Scalar.Apply("mul", List.of(new Scalar.Setting("rate"), new Scalar.Setting("decay")))));
        return List.of(
                new Step.Compute("keep", keep, "decay of the weights"),
                launch(
                        "descend",
                        new Split(0, (FEATURES + 16) / 16, 1, true),
                        "sgd(rate = 0.01)   line.nn:11",
                        new Place(PARAMETERS, 0),
                        new Place(GRADIENTS, 0),
                        new Argument.Value(new Scalar.Setting("rate")),
                        new Argument.Value(new Scalar.Named("keep"))));
    }

    private static Step launch(String kernel, Split split, String note, Argument... arguments) {
        return new Step.Launch(kernel, List.of(arguments), split, note);
    }
}
