package dev.nnc.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Draws the loss from above: colors, lines of equal loss (marching squares), and the path of training. */
final class ContourPlot {
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int BOTTOM = 60;
    private static final int RIGHT = 90;
    private static final int LEGEND_WIDTH = 14;

    private final LossGrid grid;
    private final LossScale scale;
    private final Graphics2D graphics;
    private final double width;
    private final double height;

    private ContourPlot(LossGrid grid, LossScale scale, Graphics2D graphics, int width, int height) {
        this.grid = grid;
        this.scale = scale;
        this.graphics = graphics;
        this.width = width - LEFT - RIGHT;
        this.height = height - TOP - BOTTOM;
    }

    /** Draws within the given size. */
    static void draw(LossGrid grid, LossScale scale, Graphics2D graphics, int width, int height) {
        ContourPlot plot = new ContourPlot(grid, scale, graphics, width, height);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        plot.colors();
        plot.lines();
        plot.path();
        plot.axes();
        plot.legend();
    }

    private double screenX(double x) {
        return LEFT + width * (x - grid.x()[0]) / (grid.x()[grid.x().length - 1] - grid.x()[0]);
    }

    private double screenY(double y) {
        return TOP + height * (1 - (y - grid.y()[0]) / (grid.y()[grid.y().length - 1] - grid.y()[0]));
    }

    private void colors() {
        double[] x = grid.x();
        double[] y = grid.y();
        for (int px = 0; px < width; px += 2) {
            for (int py = 0; py < height; py += 2) {
                double loss = grid.at(
                        x[0] + (x[x.length - 1] - x[0]) * px / width,
                        y[y.length - 1] - (y[y.length - 1] - y[0]) * py / height);
                graphics.setColor(LossScale.color(scale.height(loss)));
                graphics.fill(
                        new Rectangle2D.Double(LEFT + px, TOP + py, Math.min(2, width - px), Math.min(2, height - py)));
            }
        }
    }

    private void lines() {
        graphics.setStroke(new BasicStroke(0.8f));
        graphics.setColor(new Color(255, 255, 255, 150));
        for (double level : scale.levels()) {
            for (int row = 0; row + 1 < grid.y().length; row++) {
                for (int column = 0; column + 1 < grid.x().length; column++) {
                    cell(row, column, level);
                }
            }
        }
    }

    /** The line of a level through one cell: it joins the edges whose ends lie on different sides of the level. */
    private void cell(int row, int column, double level) {
        int[][] corners = {{row, column}, {row, column + 1}, {row + 1, column + 1}, {row + 1, column}};
        List<double[]> crossings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int[] a = corners[i];
            int[] b = corners[(i + 1) % 4];
            double from = scale.height(grid.loss()[a[0]][a[1]]);
            double to = scale.height(grid.loss()[b[0]][b[1]]);
            if (from < level != to < level) {
                double share = (level - from) / (to - from);
                crossings.add(new double[] {
                    screenX(grid.x()[a[1]] + share * (grid.x()[b[1]] - grid.x()[a[1]])),
                    screenY(grid.y()[a[0]] + share * (grid.y()[b[0]] - grid.y()[a[0]]))
                });
            }
        }
        for (int i = 0; i + 1 < crossings.size(); i += 2) {
            double[] a = crossings.get(i);
            double[] b = crossings.get(i + 1);
            graphics.draw(new Line2D.Double(a[0], a[1], b[0], b[1]));
        }
    }

    private void path() {
        Shape clip = graphics.getClip();
        graphics.clip(new Rectangle2D.Double(LEFT, TOP, width, height));
        List<double[]> points = grid.path().stream()
                .map(point -> new double[] {screenX(point[0]), screenY(point[1])})
                .toList();
        trail(graphics, points);
        graphics.setClip(clip);
    }

    /** Draws a path with a dot for each epoch, a ring at its start and a full dot at its end. */
    static void trail(Graphics2D graphics, List<double[]> points) {
        if (points.isEmpty()) {
            return;
        }
        Path2D line = new Path2D.Double();
        line.moveTo(points.get(0)[0], points.get(0)[1]);
        points.forEach(point -> line.lineTo(point[0], point[1]));
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(line);
        graphics.setColor(new Color(0xD7191C));
        graphics.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(line);
        points.forEach(point -> graphics.fill(dot(point, 2.2)));
        graphics.setColor(Color.WHITE);
        graphics.fill(dot(points.get(0), 5));
        graphics.setColor(new Color(0xD7191C));
        graphics.draw(dot(points.get(0), 5));
        graphics.fill(dot(points.get(points.size() - 1), 5.5));
    }

    private static Ellipse2D dot(double[] point, double radius) {
        return new Ellipse2D.Double(point[0] - radius, point[1] - radius, 2 * radius, 2 * radius);
    }

    private void axes() {
        graphics.setColor(Color.DARK_GRAY);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Rectangle2D.Double(LEFT, TOP, width, height));
        double bottom = TOP + height;
        for (LossScale.Tick tick : LossScale.Tick.round(grid.x()[0], grid.x()[grid.x().length - 1])) {
            graphics.draw(new Line2D.Double(screenX(tick.place()), bottom, screenX(tick.place()), bottom + 5));
            centered(graphics, tick.text(), screenX(tick.place()), bottom + 19);
        }
        FontMetrics metrics = graphics.getFontMetrics();
        for (LossScale.Tick tick : LossScale.Tick.round(grid.y()[0], grid.y()[grid.y().length - 1])) {
            graphics.draw(new Line2D.Double(LEFT - 5, screenY(tick.place()), LEFT, screenY(tick.place())));
            graphics.drawString(
                    tick.text(), LEFT - 9 - metrics.stringWidth(tick.text()), (float) screenY(tick.place()) + 4);
        }
        centered(graphics, grid.xLabel(), LEFT + width / 2, bottom + 42);
        graphics.rotate(-Math.PI / 2);
        centered(graphics, grid.yLabel(), -(TOP + height / 2), 18);
        graphics.rotate(Math.PI / 2);
    }

    private void legend() {
        double left = LEFT + width + 16;
        for (int i = 0; i < height; i++) {
            graphics.setColor(LossScale.color(1 - i / height));
            graphics.fill(new Rectangle2D.Double(left, TOP + i, LEGEND_WIDTH, 1));
        }
        graphics.setColor(Color.DARK_GRAY);
        for (LossScale.Tick tick : scale.ticks(6)) {
            graphics.drawString(
                    tick.text(), (float) left + LEGEND_WIDTH + 5, (float) (TOP + height * (1 - tick.place())) + 4);
        }
        graphics.drawString("loss", (float) left, TOP - 10);
    }

    static void centered(Graphics2D graphics, String text, double x, double y) {
        graphics.drawString(text, (float) (x - graphics.getFontMetrics().stringWidth(text) / 2.0), (float) y);
    }
}
