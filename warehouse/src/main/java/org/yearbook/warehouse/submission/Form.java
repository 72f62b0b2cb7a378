package org.yearbook.warehouse.submission;

import java.util.Locale;

/** How the fields of a file are kept apart. */
public enum Form {
    TAB('\t'),
    CSV(',');

    private final char separator;

    Form(char separator) {
        this.separator = separator;
    }

    char separator() {
        return separator;
    }

    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }
}
