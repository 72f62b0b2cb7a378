package org.yearbook.dashboard.page.quality;

import java.util.List;

/** What an issue is in, in people's words. */
record States(String code, String words) {

    static final List<States> ALL = List.of(
            new States("open", "Open"),
            new States("mine", "Assigned to me"),
            new States("new", "New tonight"),
            new States("reopened", "Back again"),
            new States("assigned", "Assigned"),
            new States("waiting", "Waiting"),
            new States("excepted", "Excepted"),
            new States("fixed", "Fixed"),
            new States("all", "All"));

    /** {@return a state in people's words} */
    static String words(String code) {
        return ALL.stream()
                .filter(state -> state.code().equals(code))
                .map(States::words)
                .findFirst()
                .orElse(code);
    }

    /** {@return why an exception does not hold any more; empty when it does or never was} */
    static String ended(String code) {
        return switch (code) {
            case "expired" -> "Its exception is over";
            case "changed" -> "The value changed since it was excepted";
            default -> "";
        };
    }
}
