package dev.nnc.cli.training;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** One line: what the last epoch came to, a bar as wide as there is room, samples a second, and the time left. */
final class BarRenderer implements ProgressBarRenderer {
    private static final int NARROWEST = 10;
    private static final int WIDEST = 50;

    @Override
    public String render(ProgressState progress, int maxLength) {
        double seconds = progress.getElapsedAfterStart().toMillis() / 1000.0;
        double perSecond = seconds == 0 ? 0 : progress.getCurrent() / seconds;
        String left = progress.getExtraMessage().isEmpty() ? "" : progress.getExtraMessage() + "  ";
        String right = String.format(Locale.ROOT, "  %,.0f samples/s", perSecond);
        if (perSecond > 0) {
            right += "  " + time((progress.getMax() - progress.getCurrent()) / perSecond) + " left";
        }
        int room = Math.min(WIDEST, maxLength - left.length() - right.length() - 2);
        String bar = room < NARROWEST ? "" : bar(progress.getNormalizedProgress(), room);
        String line = left + bar + right;
        return line.substring(0, Math.max(0, Math.min(line.length(), maxLength)));
    }

    private static String bar(double share, int width) {
        int done = (int) Math.round(share * width);
        return "[" + "=".repeat(done) + " ".repeat(width - done) + "]";
    }

    /** Minutes and seconds, with hours when there are any. */
    static String time(double seconds) {
        Duration left = Duration.ofSeconds(Math.round(seconds));
        String minutes = String.format(Locale.ROOT, "%d:%02d", left.toMinutesPart(), left.toSecondsPart());
        return left.toHours() == 0
                ? minutes
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart());
    }
}
