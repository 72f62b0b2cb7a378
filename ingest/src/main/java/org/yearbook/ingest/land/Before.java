package org.yearbook.ingest.land;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.warehouse.engine.Duck;

/**
 * A new file beside what is in force before it, field by field of their contract.
 *
 * @param stored the new file
 * @param before files in force, in the order of arrival
 */
record Before(Store.Stored stored, List<LandedFile> before, Duck duck) {

    Before {
        before = List.copyOf(before);
    }

    Contract contract() {
        return stored.file().contract();
    }

    /**
     * {@return a select of the new file's rows} Columns are named like the fields; none when the file lacks one.
     *
     * @param every so many rows one is taken
     */
    Optional<String> fresh(List<String> fields, long every) {
        return select(fields, stored.file().kept(), List.of(stored.parquet()), 0, every);
    }

    /** {@return the same of all files in force}, each row with its file's place in {@code _order} */
    Optional<String> inForce(List<String> fields, long every) {
        List<String> selects = new ArrayList<>();
        for (LandedFile file : before) {
            Optional<String> select = select(fields, file.header(), file.parquet(), selects.size(), every);
            if (select.isEmpty()) {
                return Optional.empty();
            }
            selects.add(select.get());
        }
        return selects.isEmpty() ? Optional.empty() : Optional.of(String.join(" union all ", selects));
    }

    private Optional<String> select(
            List<String> fields, List<String> header, List<Path> parquet, int order, long every) {
        var match = contract().match(header).fields();
        var columns = new StringBuilder("select " + order + " as _order");
        for (String field : fields) {
            String name = match.get(field);
            if (name == null) {
                return Optional.empty();
            }
            columns.append(", ")
                    .append(ParquetCopy.identifier(name))
                    .append(" as ")
                    .append(ParquetCopy.identifier(field));
        }
        return Optional.of(columns + " from read_parquet("
                + Duck.fileList(parquet) + ", file_row_number = true)"
                + (every > 1 ? " where file_row_number % " + every + " = 0" : ""));
    }
}
