package org.yearbook.dashboard.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** School years in a row, without a gap: a year without data keeps its place. */
record Years(List<String> names) {

    Years {
        names = List.copyOf(names);
    }

    static Years spanning(Collection<String> given) {
        var names = new ArrayList<String>();
        if (!given.isEmpty()) {
            int last = start(Collections.max(given));
            for (int year = start(Collections.min(given)); year <= last; year++) {
                names.add(String.format(Locale.ROOT, "%d-%02d", year, (year + 1) % 100));
            }
        }
        return new Years(names);
    }

    private static int start(String schoolYear) {
        return Integer.parseInt(schoolYear.substring(0, 4));
    }
}
