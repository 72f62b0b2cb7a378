package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.CsvFormat;

/**
 * The columns of a file: by its line of column names, or by what else tells them.
 *
 * @param names in order, each once (case makes no difference to an engine), none empty
 * @param repeated names that came more than once
 * @param nameless places, from 1, of columns without a name
 * @param besides names of what the file holds besides, and what is not kept
 */
record Header(List<String> names, List<String> repeated, List<Integer> nameless, List<String> besides) {

    Header {
        names = List.copyOf(names);
        repeated = List.copyOf(repeated);
        nameless = List.copyOf(nameless);
        besides = List.copyOf(besides);
    }

    /** {@return the columns that the contract's order gives to a table without a line of names} */
    static Header ordered(Path file, TextForm form, CsvFormat format, Contract contract) throws IOException {
        int width = CsvTable.usualWidth(file, form, format);
        List<String> names = new ArrayList<>();
        contract.delivered().stream().limit(width).map(Column::physicalName).forEach(names::add);
        while (names.size() < width) {
            names.add("");
        }
        return of(names, contract);
    }

    /**
     * {@return the columns that the first record names}
     *
     * @param contract whose constants take their names first; null when it is not known yet
     */
    static Header read(Path file, TextForm form, CsvFormat format, @Nullable Contract contract)
            throws IOException, Refusal {
        try (Reader text = form.open(file)) {
            var records = new Records(text, format);
            records.next(0);
            if (records.fault() != null && records.cutShort(0)) {
                throw new Refusal(
                        Rules.FILE,
                        "The first line cannot be split into column names: " + records.fault() + ".",
                        "The first line must hold the names of the columns.");
            }
            return of(records.fields(), contract);
        }
    }

    /** {@return the columns of those names, which may be empty or come more than once} */
    static Header of(List<String> fields, @Nullable Contract contract) {
        List<String> names = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        List<Integer> nameless = new ArrayList<>();
        Set<String> taken = new HashSet<>(Set.of(LandedFile.LINE_COLUMN));
        if (contract != null) {
            contract.constants().forEach(column -> taken.add(column.name()));
        }
        Set<String> seen = new HashSet<>();
        for (String field : fields) {
            // No statement can name a column with a NUL in it; it is shown as in lines that are set aside.
            String given =
                    Bare.of(field.replace("\uFEFF", "").replace('\0', '\u2400')).strip();
            if (given.isEmpty()) {
                nameless.add(names.size() + 1);
                given = "column_" + (names.size() + 1);
            }
            String name = given;
            for (int copy = 2; !taken.add(name.toLowerCase(Locale.ROOT)); copy++) {
                name = given + "_" + copy;
            }
            boolean again = !seen.add(given.toLowerCase(Locale.ROOT));
            if (again && !repeated.contains(given)) {
                repeated.add(given);
            }
            names.add(name);
        }
        return new Header(names, repeated, nameless, List.of());
    }
}
