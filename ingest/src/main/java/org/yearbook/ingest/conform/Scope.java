package org.yearbook.ingest.conform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.ingest.land.LandedFile;

/**
 * How much of an item a script does.
 *
 * @param months that it writes, each into files of its own; {@link Months#WHOLE} alone writes everything into one
 * @param whole whether these are all months of the item; if not, it reads no others
 * @param rows about how many rows they have
 * @param texts by delivery and file, how the dates of these months are written there, so that no other row is looked
 *     at; a file that is not among them is searched whole
 */
public record Scope(List<String> months, boolean whole, long rows, Map<String, DateTexts> texts) {

    /** More are not worth a list. */
    private static final int MANY = 2_000;

    public Scope {
        months = List.copyOf(months);
        texts = texts.entrySet().stream()
                .filter(file -> file.getValue().texts().size() <= MANY)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Some texts of a file's date column.
     *
     * @param missing whether rows without any text are among them
     */
    public record DateTexts(Set<String> texts, boolean missing) {

        public DateTexts {
            texts = Set.copyOf(texts);
        }
    }

    /** {@return the name of a file in {@link #texts}} */
    public static String name(LandedFile file) {
        return file.deliveryId() + "/" + file.file();
    }

    /** {@return all of an item, in one piece} */
    public static Scope all(Item item) {
        return new Scope(List.of(Months.WHOLE), true, item.rows(), Map.of());
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
