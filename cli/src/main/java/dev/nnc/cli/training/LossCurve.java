package dev.nnc.cli.training;

import dev.nnc.cli.plot.Picture;
import dev.nnc.runtime.training.EpochResult;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the losses of all epochs, and each metric with an axis of its own. */
final class LossCurve {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 540;
    private static final float TICK_FONT = 10;

    /** Colors that the color-blind can tell apart (Okabe and Ito, 2008). */
    private static final List<Color> COLORS = List.of(
            new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7), new Color(0xE69F00));

    private LossCurve() {}

    /** Draws a PNG picture. */
    static void draw(String model, List<EpochResult> epochs, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(model)
                .xAxisTitle("epoch")
                .yAxisTitle("loss")
                .build();
        List<Double> x = epochs.stream().map(result -> (double) result.epoch()).toList();
        List<Map<String, Double>> values =
                epochs.stream().map(MetricsLog::values).toList();
        List<String> names = new ArrayList<>(values.get(0).keySet());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String words = name.replace('_', ' ');
            XYSeries series = chart.addSeries(
                    words
                            + String.format(
                                    Locale.ROOT,
                                    " %.4f",
                                    values.get(values.size() - 1).get(name)),
                    x,
                    values.stream().map(epoch -> epoch.get(name)).toList());
            series.setMarker(epochs.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            series.setLineColor(COLORS.get(i % COLORS.size()));
            series.setMarkerColor(COLORS.get(i % COLORS.size()));
            series.setLineStyle(new BasicStroke(2));
            if (!name.endsWith("loss")) {
                series.setYAxisGroup(i);
                chart.setYAxisGroupTitle(i, words);
                chart.getStyler().setYAxisGroupPosition(i, Styler.YAxisPosition.Right);
            }
        }
        style(chart);
        Picture.write(WIDTH, HEIGHT, graphics -> chart.paint(graphics, WIDTH, HEIGHT), file);
    }

    private static void style(XYChart chart) {
        XYStyler style = chart.getStyler();
        style.setTheme(new org.knowm.xchart.style.theme.XChartTheme());
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(new Color(0xE4E4E4));
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        style.setLegendBorderColor(Color.WHITE);
        style.setXAxisDecimalPattern("#");
        style.setYAxisDecimalPattern("0.######");
        style.setAxisTickLabelsFont(style.getAxisTickLabelsFont().deriveFont(Font.PLAIN, TICK_FONT));
    }
}
