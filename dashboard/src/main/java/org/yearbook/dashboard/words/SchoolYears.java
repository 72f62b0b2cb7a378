package org.yearbook.dashboard.words;

/** School years by name, such as 2025-26. */
public final class SchoolYears {

    private SchoolYears() {}

    /** {@return the year before; empty for what is no school year} */
    public static String before(String year) {
        if (year.length() < 7) {
            return "";
        }
        int start = Integer.parseInt(year.substring(0, 4)) - 1;
        return start + "-" + year.substring(2, 4);
    }
}
