package dev.nnc.examples.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn is in the file, at its place. */
class SheetTest {
    @TempDir
    Path folder;

    @Test
    void writesPicturesAtTheirPlaces() throws IOException {
        Sheet sheet = new Sheet(3, 2, 2);
        sheet.draw(2, 1, new float[] {9, -1, 0, 1, 7}, 1, -1, 1);
        sheet.write(folder.resolve("sheet.png"));

        BufferedImage image = ImageIO.read(folder.resolve("sheet.png").toFile());
        assertThat(image.getWidth()).isEqualTo(14);
        assertThat(image.getHeight()).isEqualTo(10);
        int[] picture = image.getRaster().getSamples(10, 6, 2, 2, 0, (int[]) null);
        assertThat(picture).containsExactly(0, 128, 255, 255);
        assertThat(image.getRaster().getSample(9, 6, 0)).isZero();
    }
}
