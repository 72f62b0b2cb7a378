package org.yearbook.dashboard.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The marks and words that stand above one another at one place of a drawing. Words are put beside their mark, in the
 * middle of what room there is when that is little, and beyond the next mark only where none is left.
 */
final class WordColumn {

    private static final double CLEAR = 1.6;
    private static final double USUAL = 7;
    private static final double BEYOND = 1000;

    private final List<Stretch> taken = new ArrayList<>();
    private final double top;
    private final double bottom;

    WordColumn(double top, double bottom) {
        this.top = top;
        this.bottom = bottom;
    }

    /** From the upper to the lower edge of something. */
    private record Stretch(double from, double to) {}

    /**
     * Where words could stand.
     *
     * @param cost the less, the better
     */
    private record Place(double middle, double cost) {}

    void mark(double middle, double half) {
        taken.add(new Stretch(middle - half, middle + half));
    }

    /**
     * Puts words beside the mark at a place.
     *
     * @param half of their height
     * @param up whether they stand above it where both sides have room
     * @return their middle
     */
    double put(double mark, double half, boolean up) {
        List<Stretch> marks =
                taken.stream().sorted(Comparator.comparingDouble(Stretch::from)).toList();
        List<Place> places = new ArrayList<>();
        double edge = top - CLEAR;
        for (Stretch next : marks) {
            places.add(between(edge, next.from(), mark, half, up));
            edge = Math.max(edge, next.to());
        }
        places.add(between(edge, bottom + CLEAR, mark, half, up));
        double middle = places.stream()
                .min(Comparator.comparingDouble(Place::cost))
                .orElseThrow()
                .middle();
        mark(middle, half);
        return middle;
    }

    /** The place in one gap: as far from the mark as is usual, or in the middle where the gap ends before. */
    private static Place between(double from, double to, double mark, double half, boolean up) {
        boolean above = to <= mark;
        double middle = (from + to) / 2;
        double missing = Math.max(0, 2 * (half + CLEAR) - (to - from));
        double at = middle;
        if (missing == 0) {
            at = above
                    ? Math.min(Math.max(mark - USUAL - half, middle), to - half - CLEAR)
                    : Math.max(Math.min(mark + USUAL + half, middle), from + half + CLEAR);
        }
        double away = Math.max(0, Math.abs(at - mark) - half - USUAL);
        return new Place(at, missing * BEYOND + away * 10 + (above == up ? 0 : 1));
    }
}
