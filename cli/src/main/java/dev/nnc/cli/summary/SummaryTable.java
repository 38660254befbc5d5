package dev.nnc.cli.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints a summary, for people and for programs. */
public final class SummaryTable {
    private static final List<String> HEADER = List.of("value", "line", "computes", "shape", "parameters", "flops");
    private static final int FIRST_NUMBER = 4;

    private SummaryTable() {}

    /** A table and what it comes to. */
    public static String text(Summary summary) {
        List<List<String>> lines = new ArrayList<>(List.of(HEADER));
        for (Summary.Row row : summary.rows()) {
            lines.add(List.of(
                    row.name(),
                    row.place(),
                    row.operators(),
                    row.shape(),
                    row.parameters() == 0 ? "" : number(row.parameters()),
                    row.flops() == 0 ? "" : number(row.flops())));
        }
        StringBuilder text = new StringBuilder(summary.model()).append("\n\n");
        int[] widths = widths(lines);
        lines.forEach(line -> text.append(line(line, widths)).append('\n'));
        return text.append("\nparameters        ")
                .append(number(summary.parameters()))
                .append(summary.buffers() == 0 ? "" : ", and " + number(summary.buffers()) + " in buffers")
                .append("\nflops, forward    ")
                .append(number(summary.flops()))
                .append(" for one example, its loss and metrics included")
                .append("\nweights           ")
                .append(bytes(summary.weightBytes()))
                .append("\ntraining          ")
                .append(bytes(summary.trainingBytes()))
                .append(" more, for gradients and the optimizer")
                .append("\npredictor         ")
                .append(bytes(summary.predictorBytes()))
                .append(" in all, with activations for a batch of ")
                .append(number(summary.batch()))
                .append(summary.isTrained() ? trainer(summary) : "")
                .toString();
    }

    private static String trainer(Summary summary) {
        String threads = summary.threadBytes() == 0
                ? ""
                : ", and " + bytes(summary.threadBytes()) + " for each thread beyond the first";
        return "\ntrainer           " + bytes(summary.trainerBytes()) + " in all, the predictor's included" + threads;
    }

    /** The same as an object. */
    public static Map<String, Object> json(Summary summary) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("model", summary.model());
        object.put("parameters", summary.parameters());
        object.put("buffers", summary.buffers());
        object.put("flops", summary.flops());
        object.put("weight_bytes", summary.weightBytes());
        object.put("training_bytes", summary.trainingBytes());
        object.put("batch", summary.batch());
        object.put("predictor_bytes", summary.predictorBytes());
        if (summary.isTrained()) {
            object.put("trainer_bytes", summary.trainerBytes());
            object.put("thread_bytes", summary.threadBytes());
        }
        object.put("values", summary.rows());
        return object;
    }

    private static int[] widths(List<List<String>> lines) {
        int[] widths = new int[HEADER.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i < FIRST_NUMBER ? cells.get(i) + space : space + cells.get(i))
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String bytes(long value) {
        if (value < 10_000) {
            return number(value) + " bytes";
        }
        return value < 10_000_000
                ? String.format(Locale.ROOT, "%,.1f kB", value / 1e3)
                : String.format(Locale.ROOT, "%,.1f MB", value / 1e6);
    }
}
