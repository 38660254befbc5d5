package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks copies between logical and physical layout element by element. */
class LayoutsTest {

    private static final Initializer ZERO = Initializer.constant(0);

    @Test
    void aPaddedTransposedMatrixKeepsItsElementsAndItsPadding() {
        TensorSpec tensor = TensorSpec.parameter("w", new int[] {2, 3}, 5, new int[] {1, 16}, ZERO);
        float[] physical = new float[64];
        Layouts.toPhysical(tensor, new float[] {0, 1, 2, 3, 4, 5, 6}, 1, physical, 0);
        assertThat(physical[5]).isEqualTo(1);
        assertThat(physical[5 + 16]).isEqualTo(2);
        assertThat(physical[5 + 32]).isEqualTo(3);
        assertThat(physical[6]).isEqualTo(4);
        assertThat(physical[6 + 16]).isEqualTo(5);
        assertThat(physical[6 + 32]).isEqualTo(6);
        assertThat(nonZero(physical)).isEqualTo(6);
        float[] logical = new float[8];
        Layouts.toLogical(tensor, physical, 0, logical, 2);
        assertThat(logical).containsExactly(0, 0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void fourAxesInAnyOrder() {
        int[] shape = {2, 3, 4, 5};
        TensorSpec tensor = TensorSpec.parameter("w", shape, 0, new int[] {1, 16 * 20, 16 * 5, 16}, ZERO);
        float[] logical = new float[120];
        for (int i = 0; i < logical.length; i++) {
            logical[i] = i + 1;
        }
        float[] physical = new float[16 * 60];
        Layouts.toPhysical(tensor, logical, 0, physical, 0);
        assertThat(physical[1 + 2 * 320 + 3 * 80 + 4 * 16]).isEqualTo(120);
        assertThat(physical[0 + 1 * 320 + 2 * 80 + 3 * 16]).isEqualTo(1 + 20 + 10 + 3);
        assertThat(nonZero(physical)).isEqualTo(120);
        float[] back = new float[120];
        Layouts.toLogical(tensor, physical, 0, back, 0);
        assertThat(back).isEqualTo(logical);
    }

    @Test
    void aScalarIsOneElement() {
        TensorSpec tensor = TensorSpec.parameter("s", new int[0], 7, new int[0], ZERO);
        float[] physical = new float[16];
        Layouts.toPhysical(tensor, new float[] {3}, 0, physical, 1);
        assertThat(physical[8]).isEqualTo(3);
        float[] logical = new float[1];
        Layouts.toLogical(tensor, physical, 1, logical, 0);
        assertThat(logical).containsExactly(3);
    }

    @Test
    void severalTensorsStandOneAfterAnother() {
        List<TensorSpec> tensors = List.of(
                TensorSpec.parameter("a", new int[] {2}, 16, new int[] {1}, ZERO),
                TensorSpec.parameter("b", new int[] {1, 2}, 0, new int[] {16, 1}, ZERO));
        float[] physical = new float[32];
        float[] flat = {1, 2, 3, 4};
        Layouts.toPhysical(tensors, flat, physical, 0);
        assertThat(physical[16]).isEqualTo(1);
        assertThat(physical[1]).isEqualTo(4);
        float[] back = new float[Layouts.size(tensors)];
        Layouts.toLogical(tensors, physical, 0, back);
        assertThat(back).isEqualTo(flat);
    }

    @Test
    void everyAxisNeedsAStride() {
        assertThatThrownBy(() -> TensorSpec.parameter("w", new int[] {2, 3}, 0, new int[] {1}, ZERO))
                .hasMessage("tensor w has 2 axes but 1 strides");
    }

    private static int nonZero(float[] values) {
        int n = 0;
        for (float value : values) {
            n += value != 0 ? 1 : 0;
        }
        return n;
    }
}
