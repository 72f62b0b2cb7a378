package org.yearbook.warehouse.submission;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.yearbook.definitions.edfacts.CategorySet;

/**
 * One number of a file.
 *
 * @param codes the code of each category of the set
 */
record Count(String organization, CategorySet set, Map<String, String> codes, BigDecimal amount) {

    Count {
        codes = new TreeMap<>(codes);
    }
}
