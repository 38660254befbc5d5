package dev.nnc.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The memory outside the heap that a step's inputs or targets are copied to: libtorch computes with it as it is. */
final class Slot {
    private final int size;
    private final boolean classes;
    private final ByteBuffer memory;

    Slot(InputSpec spec, int batch) {
        size = spec.size();
        classes = spec.element() == Element.CLASS;
        memory = ByteBuffer.allocateDirect(batch * size * (classes ? Long.BYTES : Float.BYTES))
                .order(ByteOrder.nativeOrder());
    }

    /** The shape of a column of targets, one for each row of logits. */
    Shape rows(int batch) {
        return new Shape((long) batch * size, 1);
    }

    /** Copies so many examples of a batch's slot; classes become the wide integers that libtorch indexes with. */
    NDArray copy(Batch from, int slot, int count, NDManager step, Shape shape) {
        int length = count * size;
        if (classes) {
            int[] values = from.classes(slot);
            for (int i = 0; i < length; i++) {
                memory.putLong(i * Long.BYTES, values[i]);
            }
        } else {
            memory.asFloatBuffer().put(from.floats(slot), 0, length);
        }
        ByteBuffer part =
                memory.slice(0, length * (classes ? Long.BYTES : Float.BYTES)).order(ByteOrder.nativeOrder());
        return step.create(part, shape, classes ? DataType.INT64 : DataType.FLOAT32);
    }
}
