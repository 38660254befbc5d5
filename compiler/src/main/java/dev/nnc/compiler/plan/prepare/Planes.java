package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.plan.Layout;
import java.util.List;

/**
 * Which pictures have their places innermost, a plane for each channel: those of which a line fills vectors better than the
 * channels of a place, such as what a first convolution of six channels makes of a digit.
 */
final class Planes {
    /** Channels of more than half a vector of 16 lanes are as good as a line. */
    private static final int MOST_CHANNELS = Layout.BLOCK / 2;

    /** Shorter lines leave half a vector empty as well. */
    private static final int LEAST_WIDTH = 10;

    /** Channels of pictures as people see them, with their opacity. */
    private static final int MOST_OF_A_PICTURE = 4;

    private Planes() {}

    /** Whether there are so few channels that they are a picture to hand out, and not what another layer takes. */
    static boolean arePicture(int channels) {
        return channels <= MOST_OF_A_PICTURE;
    }

    /** Whether vectors along the last axis are at least half full. */
    static boolean fill(List<Axis> axes) {
        return axes.get(axes.size() - 1).extent(1) >= LEAST_WIDTH;
    }

    /** Whether planes of so many channels pay, given their sizes. */
    static boolean pay(int channels, List<Axis> space) {
        return space.size() == 2 && fill(space) && fillBetter(space.get(1), channels);
    }

    /** Whether vectors along a line are fuller by more than half than those along so many channels. */
    static boolean fillBetter(Axis line, int channels) {
        int width = line.extent(1);
        return channels <= MOST_CHANNELS && 2 * width * Layout.BLOCK > 3 * channels * Layout.roundUp(width);
    }
}
