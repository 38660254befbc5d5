package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.model.Augmentation;
import dev.nnc.compiler.ir.model.Augmentation.Kind;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Library;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.library.Ranges;
import java.util.List;
import java.util.Map;

/** The ways to change pictures at random in training: {@code augment flip, shift(2), crop(0.8)}. */
final class Augmentations {
    private final List<DataInput> pictures;

    /** For a model with these inputs. */
    Augmentations(List<DataInput> inputs) {
        this.pictures = inputs.stream().filter(Augmentations::isPicture).toList();
    }

    private static boolean isPicture(DataInput input) {
        int axes = input.type().rank() - 1;
        return input.type().dtype() == DType.F32
                && (axes == 2 || axes == 3)
                && input.type().axes().stream().skip(1).allMatch(axis -> axis instanceof Axis.Fixed);
    }

    /**
     * The ways, by name.
     *
     * @param at where one is asked for
     */
    Map<String, Builtin<Augmentation>> at(Span at) {
        if (pictures.isEmpty()) {
            throw new Rejection(Problem.error(
                    "no-pictures",
                    at,
                    "`augment` changes pictures, and no input is `float[channels, height, width]` or"
                            + " `float[height, width]`"));
        }
        Formal input = Formal.word(
                        "input", pictures.stream().map(DataInput::name).toArray(String[]::new))
                .optional();
        return Library.index(List.of(
                Builtin.of(
                        "flip",
                        call -> new Augmentation(
                                call.word("direction").equals("vertical") ? Kind.FLIP_VERTICAL : Kind.FLIP_HORIZONTAL,
                                picture(call).name(),
                                0),
                        Formal.word("direction", "horizontal", "vertical").orElse("horizontal"),
                        input),
                Builtin.of("shift", this::shift, Formal.size("most"), input),
                Builtin.of("crop", this::crop, Formal.number("least"), input)));
    }

    private Augmentation shift(Call call) {
        DataInput picture = picture(call);
        int[] shape = picture.type().shape(1);
        int height = shape[shape.length - 2];
        int width = shape[shape.length - 1];
        int most = call.integer("most");
        if (most >= Math.min(height, width)) {
            throw call.reject(
                    "most",
                    "out-of-range",
                    "`most` must be less than the height and the width of `" + picture.name() + "`, " + height + " and "
                            + width + ", not " + most);
        }
        return new Augmentation(Kind.SHIFT, picture.name(), most);
    }

    private Augmentation crop(Call call) {
        double least = Ranges.above(call, "least", 0);
        Ranges.share(call, "least");
        return new Augmentation(Kind.CROP, picture(call).name(), least);
    }

    private DataInput picture(Call call) {
        if (!call.has("input")) {
            if (pictures.size() > 1) {
                throw call.reject(
                        "several-pictures",
                        "there are several inputs of pictures: say which, as in `input = "
                                + pictures.get(0).name() + "`");
            }
            return pictures.get(0);
        }
        return pictures.stream()
                .filter(input -> input.name().equals(call.word("input")))
                .findFirst()
                .orElseThrow();
    }
}
