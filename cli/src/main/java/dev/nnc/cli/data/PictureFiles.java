package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.PictureSource;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Reads PNG and JPEG pictures as the bytes of a model's input: channels (one of grey, or red, green and blue), rows, columns. A
 * picture must have the input's size; it is never scaled, cropped or flattened in silence.
 */
final class PictureFiles {
    private static final int OPAQUE = 0xFF;

    private final InputSpec input;
    private final int channels;
    private final int height;
    private final int width;

    /** For the pictures of a model. */
    PictureFiles(Signature signature, Path data) {
        if (!PictureSource.fits(signature)) {
            throw wrongModel(data, signature);
        }
        this.input = signature.inputs().get(0);
        int[] shape = input.shape();
        int axes = shape.length;
        this.channels = axes == 3 ? shape[0] : 1;
        if (axes < 2 || axes > 3 || channels != 1 && channels != 3) {
            throw UserError.at(
                    data.toString(),
                    "pictures need an input `float[channels, height, width]` of 1 or 3 channels, but `" + input.name()
                            + "` is " + Arrays.toString(shape));
        }
        this.height = shape[axes - 2];
        this.width = shape[axes - 1];
    }

    /** What to say when a model does not take pictures. */
    static UserError wrongModel(Path data, Signature signature) {
        return UserError.at(
                data.toString(),
                "pictures are for models with one input of numbers and targets of one class each; `" + signature.model()
                        + "` is not one");
    }

    /** Whether a file has the name of a picture. */
    static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    /** The bytes of a picture. */
    byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw UserError.of("there is no picture `" + file + "`");
        }
        BufferedImage picture = decode(file);
        if (picture.getWidth() != width || picture.getHeight() != height) {
            throw UserError.at(
                    file.toString(),
                    "the picture is " + picture.getWidth() + " x " + picture.getHeight() + " pixels, but `"
                            + input.name() + "` takes " + width + " x " + height + " (width x height)");
        }
        return isGrey(picture) ? grey(picture) : colours(file, picture);
    }

    private static BufferedImage decode(Path file) {
        String reason = "";
        try {
            BufferedImage picture = ImageIO.read(file.toFile());
            if (picture != null) {
                return picture;
            }
        } catch (IOException | RuntimeException broken) {
            reason = broken.getMessage() == null ? "" : ": " + broken.getMessage();
        }
        throw UserError.at(file.toString(), "this is no PNG or JPEG picture, or a broken one" + reason);
    }

    /** Whether the samples are themselves the grey values; asking for red, green and blue would bend their scale. */
    private static boolean isGrey(BufferedImage picture) {
        return picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && !(picture.getColorModel() instanceof IndexColorModel)
                && !picture.getColorModel().hasAlpha();
    }

    private byte[] grey(BufferedImage picture) {
        int most = (1 << picture.getColorModel().getComponentSize(0)) - 1;
        byte[] bytes = new byte[channels * height * width];
        for (int i = 0; i < height * width; i++) {
            int sample = picture.getRaster().getSample(i % width, i / width, 0);
            for (int c = 0; c < channels; c++) {
                bytes[c * height * width + i] = (byte) ((sample * 255L + most / 2) / most);
            }
        }
        return bytes;
    }

    private byte[] colours(Path file, BufferedImage picture) {
        byte[] bytes = new byte[channels * height * width];
        for (int i = 0; i < height * width; i++) {
            int x = i % width;
            int y = i / width;
            int pixel = picture.getRGB(x, y);
            if (pixel >>> 24 != OPAQUE) {
                throw UserError.at(
                        file.toString(),
                        "the pixel at x " + x + ", y " + y + " is transparent, and a model sees no background",
                        "save the picture without an alpha channel");
            }
            if (channels == 1 && ((pixel >> 16 & 0xFF) != (pixel & 0xFF) || (pixel >> 8 & 0xFF) != (pixel & 0xFF))) {
                throw UserError.at(
                        file.toString(),
                        "the pixel at x " + x + ", y " + y + " is coloured, but `" + input.name()
                                + "` has one channel, of grey",
                        "save the picture in grey, or give the input 3 channels");
            }
            for (int c = 0; c < channels; c++) {
                bytes[c * height * width + i] = (byte) (pixel >> 16 - 8 * c);
            }
        }
        return bytes;
    }
}
