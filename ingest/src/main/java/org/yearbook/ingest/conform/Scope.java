package org.yearbook.ingest.conform;

import java.nio.file.Path;
import java.util.List;

/**
 * How much of an item a script does.
 *
 * @param months that it writes, each into files of its own; {@link Months#WHOLE} alone writes everything into one
 * @param whole whether these are all months of the item; if not, it reads no others
 * @param rows about how many rows they have
 */
public record Scope(List<String> months, boolean whole, long rows) {

    public Scope {
        months = List.copyOf(months);
    }

    /** {@return all of an item, in one piece} */
    public static Scope all(Item item) {
        return new Scope(List.of(Months.WHOLE), true, item.rows());
    }

    /** {@return the file of one month, beside the file that a whole item would have} */
    public static Path file(Path whole, String month) {
        if (month.equals(Months.WHOLE)) {
            return whole;
        }
        String name = String.valueOf(whole.getFileName());
        return whole.resolveSibling(name.replaceFirst("\\.parquet$", "-" + month + ".parquet"));
    }
}
