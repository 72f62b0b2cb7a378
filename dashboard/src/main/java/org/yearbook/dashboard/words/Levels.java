package org.yearbook.dashboard.words;

import java.util.List;

/** The levels of schools, as people call them. */
public final class Levels {

    /** From the youngest students to the oldest. */
    public static final List<String> ALL = List.of("elementary", "middle", "high", "other");

    private Levels() {}

    /** {@return what a level is called} */
    public static String words(String level) {
        return switch (level) {
            case "elementary" -> "Elementary school";
            case "middle" -> "Middle school";
            case "high" -> "High school";
            default -> "No single level";
        };
    }
}
