package org.yearbook.warehouse.validate;

import java.math.BigDecimal;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.yearbook.definitions.edfacts.CategorySet;

/**
 * One number of a file, read back from it.
 *
 * @param place the state's id of the school, or of the district
 * @param codes by code list
 */
public record Cell(int line, String place, CategorySet set, Map<String, String> codes, BigDecimal amount) {

    public Cell {
        codes = new TreeMap<>(codes);
    }

    /** {@return the number in words that people find it by} */
    public String where() {
        return where(place, set, codes);
    }

    static String where(String place, CategorySet set, Map<String, String> codes) {
        var words = new StringJoiner(", ");
        words.add(place).add(set.table() + " " + set.code());
        codes.forEach((list, code) -> words.add(list + " " + code));
        return words.toString();
    }
}
