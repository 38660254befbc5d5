package dev.nnc.cli.plot;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** From losses to heights and colors: linear, or logarithmic where the losses differ by more than a factor of 30. */
final class LossScale {
    private static final double LOGARITHMIC_FROM = 30;
    private static final int LEVELS = 14;

    /** Nine colors of viridis (van der Walt and Smith, 2015), which the color-blind and a grey printer keep in order. */
    private static final int[] VIRIDIS = {
        0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725
    };

    private final boolean logarithmic;
    private final double low;
    private final double high;

    /** The scale of the finite losses of a grid. */
    LossScale(LossGrid grid) {
        double[] finite = Arrays.stream(grid.loss())
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .toArray();
        double least = Arrays.stream(finite).min().orElse(0);
        double most = Arrays.stream(finite).max().orElse(1);
        logarithmic = least > 0 && most / least > LOGARITHMIC_FROM;
        low = value(least);
        high = Math.max(value(most), low + 1e-12);
    }

    private double value(double loss) {
        return logarithmic ? Math.log(loss) : loss;
    }

    /** Where a loss lies between the least, 0, and the greatest, 1; what is not finite is at 1. */
    double height(double loss) {
        double share = (value(loss) - low) / (high - low);
        return Double.isNaN(share) ? 1 : Math.max(0, Math.min(1, share));
    }

    /** The color of a height. */
    static Color color(double height) {
        double place = height * (VIRIDIS.length - 1);
        int index = (int) Math.min(place, VIRIDIS.length - 2.0);
        double share = place - index;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = VIRIDIS[index] >> shift & 0xFF;
            int to = VIRIDIS[index + 1] >> shift & 0xFF;
            rgb |= (int) Math.round(from + share * (to - from)) << shift;
        }
        return new Color(rgb);
    }

    /** Heights at which contour lines are drawn. */
    double[] levels() {
        double[] levels = new double[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            levels[i] = (i + 0.5) / LEVELS;
        }
        return levels;
    }

    /** Heights and texts of a few losses for a legend. */
    List<Tick> ticks(int count) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double height = i / (count - 1.0);
            double value = low + height * (high - low);
            ticks.add(new Tick(height, String.format(Locale.ROOT, "%.3g", logarithmic ? Math.exp(value) : value)));
        }
        return ticks;
    }

    /** A mark on an axis. */
    record Tick(double place, String text) {
        /** Round numbers within a range, about five of them. */
        static List<Tick> round(double from, double to) {
            double rough = (to - from) / 5;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10);
            List<Tick> ticks = new ArrayList<>();
            for (double value = Math.ceil(from / step) * step; value <= to; value += step) {
                int digits = (int) Math.max(0, -Math.floor(Math.log10(step)));
                double shown = Math.abs(value) < step / 2 ? 0 : value;
                ticks.add(new Tick(value, String.format(Locale.ROOT, "%." + digits + "f", shown)));
            }
            return ticks;
        }
    }
}
