package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yearbook.ingest.contract.CsvFormat;

/**
 * The first record of a file.
 *
 * @param names in order, each once (case makes no difference to an engine), none empty
 * @param repeated names that came more than once
 * @param nameless places, from 1, of columns without a name
 */
record Header(List<String> names, List<String> repeated, List<Integer> nameless) {

    Header {
        names = List.copyOf(names);
        repeated = List.copyOf(repeated);
        nameless = List.copyOf(nameless);
    }

    static Header read(Path file, TextForm form, CsvFormat format) throws IOException, Refusal {
        try (Reader text = form.open(file)) {
            var records = new Records(text, format);
            records.next(0);
            if (records.fault() != null && records.cutShort(0)) {
                throw new Refusal(
                        Rules.FILE,
                        "The first line cannot be split into column names: " + records.fault() + ".",
                        "The first line must hold the names of the columns.");
            }
            return of(records.fields());
        }
    }

    private static Header of(List<String> fields) {
        List<String> names = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        List<Integer> nameless = new ArrayList<>();
        Set<String> taken = new HashSet<>(Set.of(LandedFile.LINE_COLUMN));
        for (String field : fields) {
            String given = field.replace("\uFEFF", "").strip();
            if (given.isEmpty()) {
                nameless.add(names.size() + 1);
                given = "column_" + (names.size() + 1);
            }
            String name = given;
            for (int copy = 2; !taken.add(name.toLowerCase(Locale.ROOT)); copy++) {
                name = given + "_" + copy;
            }
            if (!name.equals(given) && !repeated.contains(given)) {
                repeated.add(given);
            }
            names.add(name);
        }
        return new Header(names, repeated, nameless);
    }
}
