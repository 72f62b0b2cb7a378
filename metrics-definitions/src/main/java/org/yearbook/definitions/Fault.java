package org.yearbook.definitions;

import java.util.Comparator;

/**
 * One thing to correct in a file that people write.
 *
 * @param place where it stands
 * @param message what is wrong and what would be right
 */
public record Fault(Place place, String message) {

    /** In the order in which a person walks through the files. */
    public static final Comparator<Fault> IN_READING_ORDER = Comparator.comparing(
                    (Fault fault) -> fault.place().file())
            .thenComparingInt(fault -> fault.place().line());

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
