package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Notes on a chart: a thin line on the day, and at its foot the letter under which the words stand below. */
final class NoteMarks {

    private static final int APART = 24;

    private NoteMarks() {}

    /** A note and its place on the axis that runs sideways. */
    record Place(Note note, BigDecimal at) {}

    /**
     * {@return the series that draw them; none when there are none}
     *
     * @param foot where the other axis begins
     */
    static List<Map<String, Object>> series(List<Place> places, BigDecimal foot) {
        if (places.isEmpty()) {
            return List.of();
        }
        List<Object> letters = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            letters.add(letter(places.get(i), i, foot));
        }
        return List.of(lines(places), letters(letters));
    }

    private static Map<String, Object> lines(List<Place> places) {
        return Lines.across(
                "Days of notes",
                Map.of("color", "--yb-note", "type", "solid", "width", 1),
                places.stream()
                        .map(place -> Map.of("xAxis", place.at(), "label", Map.of("show", false)))
                        .toList());
    }

    // Neighbours of a few weeks would cover each other, so every second one stands higher.
    private static Map<String, Object> letter(Place place, int number, BigDecimal foot) {
        return Map.of(
                "value",
                List.of(place.at(), foot),
                "symbolOffset",
                List.of(0, number % 2 == 0 ? -APART / 2 : -APART - APART / 2),
                "label",
                Map.of(
                        "show",
                        true,
                        "position",
                        "inside",
                        "formatter",
                        place.note().letter(),
                        "color",
                        "--yb-ink",
                        "fontSize",
                        12,
                        "fontWeight",
                        700));
    }

    private static Map<String, Object> letters(List<Object> letters) {
        return Map.of(
                "name",
                "Notes",
                "type",
                "scatter",
                "silent",
                true,
                "symbol",
                "circle",
                "symbolSize",
                20,
                "z",
                6,
                "itemStyle",
                Map.of("color", "--yb-surface", "borderColor", "--yb-note", "borderWidth", 2, "opacity", 1),
                "data",
                letters);
    }
}
