package org.yearbook.ingest.simulate;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One delivered file, row by row; what can go wrong in a real export goes wrong here, if the profile says so. */
final class Sheet implements Closeable {

    private final Csv csv;
    private final List<String> columns;
    private final Dirt.Chances chances;
    private final List<Spoiler> spoilers = new ArrayList<>();
    private final List<Adder> adders = new ArrayList<>();
    private int planted = -1;

    Sheet(Csv csv, String[] columns, Dirt.Chances chances) {
        this.csv = csv;
        this.columns = List.of(columns);
        this.chances = chances;
        for (Dirt.Chance chance : chances.all()) {
            for (FieldFault fault : FieldFault.values()) {
                if (chance.is(fault)) {
                    spoilers.add(new Spoiler(chance, fault, this.columns.indexOf(chance.column())));
                }
            }
            for (RowFault fault : RowFault.values()) {
                if (chance.is(fault)) {
                    adders.add(new Adder(chance, fault));
                }
            }
        }
    }

    /** {@return what can go wrong here, for faults that the caller plants} */
    Dirt.Chances chances() {
        return chances;
    }

    /** Says that the next row will hold a fault that the caller put into it. */
    void plant(Dirt.Chance chance, String column, String clean, String dirty) throws IOException {
        planted = columns.indexOf(column);
        chances.note(chance, csv.line(), column, clean, dirty);
    }

    /**
     * Writes one row.
     *
     * @param key what the row is about, the same from night to night
     * @param values one per column; null = blank
     */
    void row(long key, @Nullable String... values) throws IOException {
        @Nullable String[] delivered = values;
        for (Spoiler spoiler : spoilers) {
            Dice dice = chances.strike(spoiler.chance, key);
            int at = spoiler.column;
            // One fault a value: two would leave no clean value to tell.
            if (dice != null && at != planted && same(delivered[at], values[at])) {
                String dirty = spoiler.fault.spoil(values[at], dice);
                if (dirty != null) {
                    delivered = delivered == values ? values.clone() : delivered;
                    delivered[at] = dirty;
                    chances.note(spoiler.chance, csv.line(), columns.get(at), values[at], dirty);
                }
            }
        }
        planted = -1;
        write(delivered);
        for (Adder adder : adders) {
            Dice dice = chances.strike(adder.chance, key);
            RowFault.Extra extra = dice == null ? null : adder.fault.extra(columns, values, dice);
            if (extra != null) {
                // A row once more is once more as it was delivered.
                @Nullable String[] row = adder.fault == RowFault.DUPLICATE_ROW ? delivered : extra.row();
                String dirty = row[columns.indexOf(extra.field())];
                chances.note(adder.chance, csv.line(), extra.field(), extra.clean(), dirty);
                write(row);
            }
        }
    }

    long rows() {
        return csv.rows();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    private void write(@Nullable String[] values) throws IOException {
        for (String value : values) {
            csv.text(value);
        }
        csv.end();
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }

    private record Spoiler(Dirt.Chance chance, FieldFault fault, int column) {}

    private record Adder(Dirt.Chance chance, RowFault fault) {}
}
