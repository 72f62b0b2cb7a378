package org.yearbook.warehouse.answer;

import java.util.Locale;

/** What part of a district's work a metric is about, in the order in which people are shown them. */
public enum Area {
    STUDENTS,
    LEARNING,
    STAFF,
    /** Joining and leaving: who gets into which system, and when no longer. */
    ACCESS,
    FORMS,
    APPLICATIONS,
    TRAINING,
    FINANCE,
    /** Where a definition names none, or a publication is older than areas. */
    OTHER;

    static Area of(String name) {
        for (Area area : values()) {
            if (area.name().equals(name.toUpperCase(Locale.ROOT))) {
                return area;
            }
        }
        return OTHER;
    }
}
