package dev.nnc.cli.plot;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.training.Evaluator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The picture of the loss around trained weights: a contour and a surface, with the path that training took. */
public final class LossPlot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 560;

    private final LossGrid grid;
    private final double trainedLoss;

    private LossPlot(LossGrid grid, double trainedLoss) {
        this.grid = grid;
        this.trainedLoss = trainedLoss;
    }

    /**
     * Computes the loss over two weights.
     *
     * @param labels two weights, such as {@code dense.weight[0,3]}
     * @param path the trained tensors at each epoch
     * @param points of the grid along each axis
     */
    public static LossPlot along(
            Network network, DataSource data, List<String> labels, List<Map<String, float[]>> path, int points) {
        if (labels.size() != 2 || labels.get(0).equals(labels.get(1))) {
            throw UserError.of("--along takes two different weights, such as dense.weight[0,0],dense.weight[0,1]");
        }
        WeightElement x = WeightElement.parse(labels.get(0), network.signature());
        WeightElement y = WeightElement.parse(labels.get(1), network.signature());
        return compute(network, data, Plane.along(network, x, y), path, points);
    }

    /** Computes the loss over two random directions; see {@link #along}. */
    public static LossPlot random(
            Network network, DataSource data, long seed, List<Map<String, float[]>> path, int points) {
        return compute(network, data, Plane.random(network, seed), path, points);
    }

    private static LossPlot compute(
            Network network, DataSource data, Plane plane, List<Map<String, float[]>> path, int points) {
        try (Trainer trainer = network.trainer()) {
            Evaluator evaluator = new Evaluator(trainer, data);
            double trained = evaluator.evaluate().loss();
            List<double[]> projected = path.stream().map(plane::project).toList();
            LossGrid grid = LossGrid.compute(plane, projected, points, (x, y) -> {
                plane.moveTo(network, x, y);
                return evaluator.evaluate().loss();
            });
            return new LossPlot(grid, trained);
        }
    }

    /** The loss of the trained weights. */
    public double trainedLoss() {
        return trainedLoss;
    }

    /** The least loss of the grid. */
    public double leastLoss() {
        double least = Double.POSITIVE_INFINITY;
        for (double[] row : grid.loss()) {
            for (double loss : row) {
                least = Math.min(least, loss);
            }
        }
        return least;
    }

    /** Writes the picture as a PNG file. */
    public void draw(Path file) throws IOException {
        LossScale scale = new LossScale(grid);
        Picture.write(
                2 * WIDTH,
                HEIGHT,
                graphics -> {
                    ContourPlot.draw(grid, scale, graphics, WIDTH, HEIGHT);
                    graphics.translate(WIDTH, 0);
                    SurfacePlot.draw(grid, scale, graphics, WIDTH, HEIGHT);
                },
                file);
    }
}
