package org.yearbook.ingest.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of an Excel workbook (XLSX).
 *
 * @param sheet its name; null for the only sheet whose columns fit
 * @param headerRow the row that holds the column names, from 1; 0 for the first row with anything in it
 * @param nullTokens texts that mean "no value", beside the empty cell
 */
public record WorkbookFormat(@Nullable String sheet, int headerRow, List<String> nullTokens) implements FileFormat {

    public WorkbookFormat {
        nullTokens = List.copyOf(nullTokens);
    }

    @Override
    public String word() {
        return "xlsx";
    }
}
