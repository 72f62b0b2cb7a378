package org.yearbook.dashboard.chart;

import java.util.List;

/**
 * A drawing for paper: lines, dots and words at places, in points from the upper left corner. Whoever prints it gives
 * it letters and colours.
 *
 * @param words what it shows, for those who do not see it
 */
public record Picture(double width, double height, List<Line> lines, List<Dot> dots, List<Label> labels, String words) {

    public Picture {
        lines = List.copyOf(lines);
        dots = List.copyOf(dots);
        labels = List.copyOf(labels);
    }

    /** What something is, which decides its colour. */
    public enum Tone {
        INK,
        MUTED,
        SERIES,
        RESTATED,
        GOAL,
        BREAK,
        AXIS
    }

    /** Where a label stands at its place. */
    public enum Anchor {
        LEFT,
        MIDDLE,
        RIGHT
    }

    /**
     * A straight line.
     *
     * @param dash length of a dash; 0 for a line without gaps
     */
    public record Line(double x1, double y1, double x2, double y2, double width, double dash, Tone tone) {}

    /** A year's value; hollow for one that is told again under another definition. */
    public record Dot(double x, double y, double radius, boolean hollow, Tone tone) {}

    /**
     * Words.
     *
     * @param y of the line that the letters stand on
     */
    public record Label(double x, double y, String words, double size, boolean bold, Anchor anchor, Tone tone) {}
}
