package org.yearbook.ingest.land;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.contract.FieldPath;

/**
 * The rows of a document, each with the fields of a contract.
 *
 * @param columns the ways to them
 * @param byLine whether a row goes by the line on which it begins; else by its number, from 1
 */
record TreeTable(Document document, List<FieldPath> columns, boolean byLine) implements Table {

    TreeTable {
        columns = List.copyOf(columns);
    }

    @Override
    public void read(RowSink to) throws IOException, Refusal {
        document.read(new Handing(to));
    }

    private final class Handing implements Document.Rows {
        private final RowSink to;
        private final List<@Nullable String> fields = new ArrayList<>();
        private long number;

        Handing(RowSink to) {
            this.to = to;
        }

        @Override
        public void row(long line, Node row, List<Node.Fields> around) throws IOException {
            number++;
            long place = byLine ? line : number;
            fields.clear();
            String damage = null;
            boolean any = false;
            long length = 0;
            for (FieldPath column : columns) {
                String field = joined(Node.values(row, around, column));
                fields.add(field);
                damage = damage == null && field != null ? damage(field) : damage;
                length += field == null ? 0 : field.length();
                any |= field != null && !field.isEmpty();
            }
            if (!any) {
                damage = "It has none of the fields that the contract knows";
            }
            if (damage == null && length > Records.LONGEST) {
                damage = "It is longer than any record can be";
            }
            if (damage != null) {
                to.reject(place, damage, null);
            } else {
                to.row(place, fields);
            }
        }

        private static @Nullable String joined(List<@Nullable String> values) {
            if (values.size() == 1) {
                return values.get(0);
            }
            return values.stream().anyMatch(Objects::nonNull)
                    ? values.stream().filter(Objects::nonNull).collect(Collectors.joining(","))
                    : null;
        }

        private static @Nullable String damage(String field) {
            if (field.indexOf(Records.UNREADABLE) >= 0) {
                return "It holds bytes that are no text in the encoding of the file";
            }
            if (field.indexOf('\0') >= 0) {
                return "It holds a NUL character";
            }
            // JSON can write one like \ud83d.
            return Records.hasHalf(field) ? "It holds half of a character" : null;
        }

        @Override
        public void broken(long line, String reason) throws IOException {
            number++;
            to.reject(byLine ? line : number, reason, null);
        }

        @Override
        public void cut(long line) {
            to.cut(line);
        }
    }
}
