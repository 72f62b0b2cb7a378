package org.yearbook.warehouse.stateform;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.Basis;
import org.yearbook.warehouse.submission.RowSource;

/**
 * What a state's own file looks like. Grain: one a file of {@code state-files/}.
 *
 * @param id the name of the description without its ending, such as {@code VT-GRADE-PROG}
 * @param name in words
 * @param source where the layout was read
 * @param rows what one record is
 * @param basis which frozen data it is made from
 * @param due the state's days, by school year
 * @param fileName with places for {@code {district_id}}, {@code {year_ends}} and {@code {version}}
 * @param lineEnd CR and LF, or LF
 * @param delimiter between columns; null in a file of fixed places
 * @param quoted whether a value with a delimiter or a quotation mark in it stands in quotation marks
 * @param header whether the first line has the names of the columns
 * @param text the description as it stands there
 */
public record StateForm(
        String id,
        String name,
        String source,
        RowSource rows,
        Basis basis,
        Map<SchoolYear, LocalDate> due,
        String fileName,
        Charset encoding,
        String lineEnd,
        @Nullable Character delimiter,
        boolean quoted,
        boolean header,
        List<FormColumn> columns,
        String text) {

    public StateForm {
        due = new TreeMap<>(due);
        columns = List.copyOf(columns);
    }

    /** {@return the name of the file of a year} */
    public String fileName(SchoolYear year, String districtId, int version) {
        return fileName.replace("{district_id}", districtId)
                .replace("{year_ends}", String.valueOf(year.startYear() + 1))
                .replace("{version}", String.valueOf(version));
    }

    /** {@return the first line, without its end} */
    String headerLine() {
        return columns.stream().map(FormColumn::name).collect(Collectors.joining(String.valueOf(delimiter)));
    }

    /** {@return how many lines stand before the first record} */
    int headerLines() {
        return header ? 1 : 0;
    }
}
