package dev.nnc.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/** The results of several systems as two tables in Markdown: microseconds a training step, and a prediction of one example. */
final class Table {
    private static final String NONE = "-";

    private final List<String> systems;
    private final List<Workload> workloads = new ArrayList<>();
    private final List<List<Result>> results = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    /** A table of these systems, among them nnc and the ceiling. */
    Table(List<String> systems) {
        this.systems = systems;
    }

    /** Adds a row: the results of all systems, in their order. */
    void add(Workload workload, List<Result> row) {
        workloads.add(workload);
        results.add(row);
        for (Result result : row) {
            if (!result.text("missing").isEmpty()) {
                remarks.add("- " + result.text("system") + " is missing: " + result.text("missing"));
            }
            if (!result.text("unsupported").isEmpty()) {
                remarks.add("- " + result.text("system") + " has no " + workload + ": " + result.text("unsupported"));
            }
            if (!result.text("error").isEmpty()) {
                remarks.add("- " + result.text("system") + " failed on " + workload + ": " + result.text("error"));
            }
        }
    }

    @Override
    public String toString() {
        List<List<String>> training = new ArrayList<>();
        List<List<String>> predictions = new ArrayList<>();
        training.add(row(
                List.of("training, µs a step", "GFLOP/s", "floor"),
                columns("step_us"),
                List.of("best peer / nnc", "nnc / floor")));
        predictions.add(row(List.of("prediction, µs"), columns("infer1_us"), List.of("best peer / nnc")));
        for (int i = 0; i < workloads.size(); i++) {
            training.add(training(i));
            if (workloads.get(i).predicts()) {
                List<String> name = List.of(workloads.get(i).toString());
                predictions.add(row(name, cells(i, "infer1_us"), List.of(ratio(i, "infer1_us"))));
            }
        }
        String text =
                markdown(training) + "\nThe floor is the step's multiply-adds at the GFLOP/s measured beside it.\n";
        if (predictions.size() > 1) {
            text += "\n" + markdown(predictions);
        }
        return remarks.isEmpty() ? text : text + "\n" + String.join("\n", remarks) + "\n";
    }

    private List<String> training(int i) {
        OptionalDouble ceiling = number(i, Systems.CEILING, "gflops");
        OptionalDouble ours = number(i, Systems.OURS, "step_us");
        List<String> floor = List.of(NONE, NONE);
        String overFloor = NONE;
        if (ceiling.isPresent()) {
            double micros = workloads.get(i).flopsPerStep() / ceiling.getAsDouble() / 1e3;
            floor = List.of(micros(ceiling.getAsDouble()), micros(micros));
            overFloor = ours.isPresent() ? ratio(ours.getAsDouble() / micros) : NONE;
        }
        List<String> first = row(List.of(workloads.get(i).toString()), floor, List.of());
        return row(first, cells(i, "step_us"), List.of(ratio(i, "step_us"), overFloor));
    }

    /** The systems of which there is such a number on any workload. */
    private List<String> columns(String field) {
        return systems.stream()
                .filter(system -> IntStream.range(0, workloads.size())
                        .anyMatch(i -> number(i, system, field).isPresent()))
                .toList();
    }

    private List<String> cells(int i, String field) {
        return columns(field).stream()
                .map(system -> number(i, system, field))
                .map(number -> number.isPresent() ? micros(number.getAsDouble()) : NONE)
                .toList();
    }

    /** How many times as long the best peer takes as nnc. */
    private String ratio(int i, String field) {
        OptionalDouble best = systems.stream()
                .filter(Systems::isPeer)
                .map(system -> number(i, system, field))
                .flatMapToDouble(OptionalDouble::stream)
                .min();
        OptionalDouble ours = number(i, Systems.OURS, field);
        return best.isPresent() && ours.isPresent() ? ratio(best.getAsDouble() / ours.getAsDouble()) : NONE;
    }

    private OptionalDouble number(int i, String system, String field) {
        return results.get(i).get(systems.indexOf(system)).number(field);
    }

    private static String micros(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : number < 1000 ? "%.1f" : "%,.0f", number);
    }

    private static String ratio(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private static List<String> row(List<String> first, List<String> middle, List<String> last) {
        List<String> row = new ArrayList<>(first);
        row.addAll(middle);
        row.addAll(last);
        return row;
    }

    /** Columns as wide as their widest cell; the first row is the head. */
    private static String markdown(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        line(rows.get(0), widths, text);
        for (int column = 0; column < widths.length; column++) {
            text.append("|-").append("-".repeat(widths[column])).append(column == 0 ? '-' : ':');
        }
        text.append("|\n");
        rows.stream().skip(1).forEach(row -> line(row, widths, text));
        return text.toString();
    }

    private static void line(List<String> row, int[] widths, StringBuilder text) {
        for (int column = 0; column < widths.length; column++) {
            String space = " ".repeat(widths[column] - row.get(column).length());
            text.append("| ")
                    .append(column == 0 ? row.get(column) + space : space + row.get(column))
                    .append(' ');
        }
        text.append("|\n");
    }
}
