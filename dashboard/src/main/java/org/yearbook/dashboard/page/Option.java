package org.yearbook.dashboard.page;

/**
 * Something to choose from a list.
 *
 * @param value in the address
 * @param label for people
 * @param link where choosing it leads; empty in a form
 */
public record Option(String value, String label, String link, boolean chosen) {

    public Option(String value, String label, boolean chosen) {
        this(value, label, "", chosen);
    }
}
