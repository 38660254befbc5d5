package dev.nnc.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the loss as a surface in space, seen from a corner: the faces from the farthest to the nearest, then the path. */
final class SurfacePlot {
    private static final double TURN = Math.toRadians(-52);
    private static final double TILT = Math.toRadians(32);
    private static final double RELIEF = 0.75;

    private final LossGrid grid;
    private final LossScale scale;
    private final Graphics2D graphics;
    private final double centerX;
    private final double centerY;
    private final double size;

    private SurfacePlot(LossGrid grid, LossScale scale, Graphics2D graphics, int width, int height) {
        this.grid = grid;
        this.scale = scale;
        this.graphics = graphics;
        this.centerX = width * 0.54;
        this.centerY = height * 0.52;
        this.size = Math.min(width, height) * 0.62;
    }

    /** Draws within the given size. */
    static void draw(LossGrid grid, LossScale scale, Graphics2D graphics, int width, int height) {
        SurfacePlot plot = new SurfacePlot(grid, scale, graphics, width, height);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        plot.frame();
        plot.faces();
        ContourPlot.trail(graphics, plot.path());
        plot.labels();
    }

    /** The place on the sheet of a point of the unit cube, and its distance from the eye. */
    private double[] project(double u, double v, double height) {
        double x = u - 0.5;
        double y = v - 0.5;
        double right = x * Math.cos(TURN) - y * Math.sin(TURN);
        double away = x * Math.sin(TURN) + y * Math.cos(TURN);
        double up = (height - 0.5) * RELIEF * Math.cos(TILT) + away * Math.sin(TILT);
        return new double[] {centerX + size * right, centerY - size * up, away};
    }

    private double u(double x) {
        return (x - grid.x()[0]) / (grid.x()[grid.x().length - 1] - grid.x()[0]);
    }

    private double v(double y) {
        return (y - grid.y()[0]) / (grid.y()[grid.y().length - 1] - grid.y()[0]);
    }

    private void frame() {
        graphics.setColor(new Color(0xBBBBBB));
        graphics.setStroke(new BasicStroke(1));
        double[][] floor = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
        for (int i = 0; i < 4; i++) {
            double[] a = floor[i];
            double[] b = floor[(i + 1) % 4];
            line(project(a[0], a[1], 0), project(b[0], b[1], 0));
        }
        line(project(0, 0, 0), project(0, 0, 1));
    }

    private void line(double[] a, double[] b) {
        graphics.draw(new Line2D.Double(a[0], a[1], b[0], b[1]));
    }

    /** A face of the surface. */
    private record Face(Path2D outline, Color color, double away) {}

    private void faces() {
        List<Face> faces = new ArrayList<>();
        for (int row = 0; row + 1 < grid.y().length; row++) {
            for (int column = 0; column + 1 < grid.x().length; column++) {
                faces.add(face(row, column));
            }
        }
        faces.sort(Comparator.comparingDouble(Face::away).reversed());
        graphics.setStroke(new BasicStroke(0.5f));
        for (Face face : faces) {
            graphics.setColor(face.color());
            graphics.fill(face.outline());
            graphics.setColor(face.color().darker());
            graphics.draw(face.outline());
        }
    }

    private Face face(int row, int column) {
        int[][] corners = {{row, column}, {row, column + 1}, {row + 1, column + 1}, {row + 1, column}};
        Path2D outline = new Path2D.Double();
        double sum = 0;
        double away = 0;
        for (int i = 0; i < corners.length; i++) {
            double height = scale.height(grid.loss()[corners[i][0]][corners[i][1]]);
            double[] point = project(u(grid.x()[corners[i][1]]), v(grid.y()[corners[i][0]]), height);
            if (i == 0) {
                outline.moveTo(point[0], point[1]);
            } else {
                outline.lineTo(point[0], point[1]);
            }
            sum += height;
            away += point[2];
        }
        outline.closePath();
        return new Face(outline, LossScale.color(sum / corners.length), away);
    }

    private List<double[]> path() {
        return grid.path().stream()
                .map(point -> project(u(point[0]), v(point[1]), scale.height(grid.at(point[0], point[1]))))
                .toList();
    }

    private void labels() {
        graphics.setColor(Color.DARK_GRAY);
        for (LossScale.Tick tick : scale.ticks(4)) {
            double[] place = project(0, 0, tick.place());
            int width = graphics.getFontMetrics().stringWidth(tick.text());
            graphics.drawString(tick.text(), (float) place[0] - width - 8, (float) place[1] + 4);
        }
        double[] top = project(0, 0, 1);
        ContourPlot.centered(graphics, "loss", top[0], top[1] - 12);
        axis(grid.xLabel(), grid.x(), true);
        axis(grid.yLabel(), grid.y(), false);
    }

    private void axis(String label, double[] range, boolean isX) {
        for (LossScale.Tick tick : LossScale.Tick.round(range[0], range[range.length - 1])) {
            double[] place = isX ? project(u(tick.place()), -0.06, 0) : project(1.06, v(tick.place()), 0);
            ContourPlot.centered(graphics, tick.text(), place[0], place[1] + 6);
        }
        double[] middle = isX ? project(0.5, -0.18, 0) : project(1.18, 0.5, 0);
        int width = graphics.getFontMetrics().stringWidth(label);
        graphics.drawString(label, (float) middle[0] - (isX ? width : 0), (float) middle[1] + 10);
    }
}
