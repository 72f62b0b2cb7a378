package org.yearbook.dashboard.words;

import org.yearbook.warehouse.answer.Area;

/** The parts of a district's work, as people call them. */
public final class Areas {

    private Areas() {}

    /** {@return what an area is called, as a heading} */
    public static String words(Area area) {
        return switch (area) {
            case STUDENTS -> "Students";
            case LEARNING -> "Learning";
            case STAFF -> "Staff";
            case ACCESS -> "Joining and leaving";
            case FORMS -> "Forms";
            case APPLICATIONS -> "Applications";
            case TRAINING -> "IT training";
            case FINANCE -> "Money";
            case OTHER -> "Other numbers";
        };
    }
}
