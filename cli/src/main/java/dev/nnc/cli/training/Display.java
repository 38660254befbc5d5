package dev.nnc.cli.training;

import dev.nnc.cli.console.Console;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingListener;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how training goes: as a bar on a terminal, else as a line for each epoch. */
interface Display extends TrainingListener, AutoCloseable {
    /** Ends the display. */
    @Override
    default void close() {}

    /**
     * The display for a console.
     *
     * @param first epochs that were done before
     * @param epochs of the whole training
     * @param examples in an epoch
     */
    static Display on(Console console, int first, int epochs, int examples) {
        return console.terminal() ? new Bar(console, first, epochs, examples) : new Lines(console, epochs);
    }

    /** An epoch's loss and metrics in a few words. */
    private static String summary(EpochResult result) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Double> value : MetricsLog.values(result).entrySet()) {
            text.append(text.length() == 0 ? "" : "  ")
                    .append(value.getKey())
                    .append(String.format(Locale.ROOT, " %.4f", value.getValue()));
        }
        return text.toString();
    }

    /** A line for each epoch. */
    final class Lines implements Display {
        private final Console console;
        private final int epochs;

        Lines(Console console, int epochs) {
            this.console = console;
            this.epochs = epochs;
        }

        @Override
        public void onEpoch(EpochResult result) {
            console.say(String.format(
                    Locale.ROOT,
                    "epoch %d/%d  %s  %.0f samples/s",
                    result.epoch(),
                    epochs,
                    summary(result),
                    result.examplesPerSecond()));
        }
    }

    /** One bar for all epochs, with samples a second and the time left. */
    final class Bar implements Display {
        private static final int REDRAW_MILLIS = 100;

        private final ProgressBar bar;
        private final int first;
        private final int epochs;
        private final int examples;

        Bar(Console console, int first, int epochs, int examples) {
            this.first = first;
            this.epochs = epochs;
            this.examples = examples;
            this.bar = new ProgressBarBuilder()
                    .setInitialMax((long) (epochs - first) * examples)
                    .setUpdateIntervalMillis(REDRAW_MILLIS)
                    .setRenderer(new BarRenderer())
                    .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                    .build();
        }

        @Override
        public void onStep(int epoch, int used, float loss) {
            bar.stepTo((long) (epoch - 1 - first) * examples + used);
        }

        @Override
        public void onEpoch(EpochResult result) {
            String text =
                    String.format(Locale.ROOT, "epoch %d/%d  loss %.4f", result.epoch(), epochs, result.trainLoss());
            for (Map.Entry<String, Double> metric : result.metrics().entrySet()) {
                text += String.format(Locale.ROOT, "  %s %.4f", metric.getKey(), metric.getValue());
            }
            bar.setExtraMessage(text);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
