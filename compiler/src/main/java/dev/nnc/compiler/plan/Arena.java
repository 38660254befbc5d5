package dev.nnc.compiler.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lays values of limited lifetime out in one array: each goes to the lowest free place that holds it, the largest first
 * among those that begin together.
 */
final class Arena {
    private final List<Block> blocks = new ArrayList<>();
    private int floats = Layout.LEAD;

    private record Block(int offset, int floats, int lastUse) {
        int end() {
            return offset + floats;
        }
    }

    /**
     * Finds a place.
     *
     * @param size floats, a multiple of {@link Layout#BLOCK}
     * @param now the region that writes the value; calls come in ascending order
     * @param lastUse the last region that reads it
     * @throws TooLarge when there is no place that an array reaches
     */
    int place(int size, int now, int lastUse) {
        blocks.removeIf(block -> block.lastUse() < now);
        blocks.sort(Comparator.comparing(Block::offset));
        int offset = Layout.LEAD;
        for (Block block : blocks) {
            if (size <= block.offset() - offset) {
                break;
            }
            offset = Math.max(offset, block.end());
        }
        int end = TooLarge.check((long) offset + size, TooLarge.What.ACTIVATIONS);
        blocks.add(new Block(offset, size, lastUse));
        floats = Math.max(floats, end);
        return offset;
    }

    /** The length of the array that holds all places. */
    int floats() {
        return floats;
    }
}
