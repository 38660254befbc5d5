package dev.nnc.generated;

import dev.nnc.compiler.ir.model.Schedule;
import java.util.Map;

/** What schedules of the learning rate mean, by the formulas of the language reference. */
final class MeantRates {
    private MeantRates() {}

    /**
     * The rate of the update after {@code step} others.
     *
     * @param rate where it starts from
     * @param total updates in the whole training
     */
    static double at(Schedule schedule, double rate, int step, int total) {
        Map<String, Double> arguments = schedule.arguments();
        double warmup = arguments.getOrDefault("warmup", 0.0);
        double end = arguments.getOrDefault("total", (double) total);
        double length = Math.max(1, end - warmup);
        if (step >= warmup) {
            return scheduled(schedule, rate, step - (int) warmup, length);
        }
        double from = arguments.get("warmup_from");
        return scheduled(schedule, rate, 0, length) * (from + (1 - from) * step / warmup);
    }

    private static double scheduled(Schedule schedule, double rate, int step, double total) {
        Map<String, Double> arguments = schedule.arguments();
        double share = Math.min(1, step / total);
        return switch (schedule.kind()) {
            case "constant", "plateau" -> rate;
            case "step" -> rate * Math.pow(arguments.get("factor"), Math.floor(step / arguments.get("every")));
            case "multi_step" -> rate * Math.pow(arguments.get("factor"), passed(arguments, step));
            case "exponential" -> rate * Math.pow(arguments.get("factor"), step);
            case "polynomial" -> rate * Math.pow(1 - share, arguments.get("power"));
            case "cosine" -> cosine(rate, arguments.get("to"), share);
            case "cosine_restarts" -> restarted(arguments, rate, step);
            case "linear" -> rate * (arguments.get("from") + share * (arguments.get("to") - arguments.get("from")));
            case "one_cycle" -> cycle(arguments, rate, Math.min(step, total - 1), total);
            case "cyclic" -> zigzag(arguments, rate, step % (arguments.get("up") + arguments.get("down")));
            case "inverse_sqrt" -> rate * Math.min(1, Math.sqrt(arguments.get("reference") / step));
            default -> throw new AssertionError("nothing is known of the schedule " + schedule.kind());
        };
    }

    private static double cosine(double from, double to, double share) {
        return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
    }

    private static long passed(Map<String, Double> arguments, int step) {
        return arguments.entrySet().stream()
                .filter(argument -> argument.getKey().matches("at\\d+") && argument.getValue() <= step)
                .count();
    }

    private static double restarted(Map<String, Double> arguments, double rate, int step) {
        double into = step;
        double length = arguments.get("first");
        while (into >= length) {
            into -= length;
            length *= arguments.get("factor");
        }
        return cosine(rate, arguments.get("to"), into / length);
    }

    private static double cycle(Map<String, Double> arguments, double rate, double step, double total) {
        double start = rate / arguments.get("start_divisor");
        double top = arguments.get("rising") * total - 1;
        return top > 0 && step <= top
                ? cosine(start, rate, step / top)
                : cosine(rate, start / arguments.get("end_divisor"), (step - top) / (total - 1 - top));
    }

    private static double zigzag(Map<String, Double> arguments, double rate, double into) {
        double low = arguments.get("low");
        double up = arguments.get("up");
        return low + (rate - low) * Math.min(into / up, 1 - (into - up) / arguments.get("down"));
    }
}
