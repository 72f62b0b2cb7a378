package org.yearbook.ingest.simulate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides what goes wrong where, and writes each fault down in {@code truth/dirt.csv}. */
final class Dirt implements Closeable {

    private static final double FROM_THE_START = 0.92;
    private static final int LATEST_START = 8;

    private final long seed;
    private final DirtProfile profile;
    private final Csv log;

    Dirt(long seed, DirtProfile profile, Path file) throws IOException {
        this.seed = seed;
        this.profile = profile;
        log = new Csv(
                Files.newOutputStream(file),
                "night",
                "file",
                "row",
                "field",
                "kind",
                "rule_id",
                "clean_value",
                "dirty_value");
    }

    /**
     * {@return what can go wrong in one file}
     *
     * @param kind the file without year and ending
     * @param file as a person knows it
     * @param year start of the school year; 0 for a file of all years
     */
    Chances in(String kind, int year, int night, String file) {
        var chances = new ArrayList<Chance>();
        for (DirtProfile.Fault fault : profile.faults()) {
            for (var place : fault.where().entrySet()) {
                int dot = place.getKey().indexOf('.');
                String where = dot < 0 ? place.getKey() : place.getKey().substring(0, dot);
                if (where.equals(kind) && place.getValue() > 0) {
                    String column = dot < 0 ? null : place.getKey().substring(dot + 1);
                    chances.add(new Chance(fault, column, place.getValue(), salt(fault.kind(), column)));
                }
            }
        }
        // A map's order is not to be relied on, and faults of one row depend on the order.
        chances.sort(Comparator.comparing((Chance chance) -> chance.fault().kind())
                .thenComparing(chance -> chance.column() == null ? "" : chance.column()));
        return new Chances(chances, year, night, file);
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    private static long salt(String kind, @Nullable String column) {
        return kind.hashCode() * 1_000_003L + (column == null ? 0 : column.hashCode());
    }

    /** One kind of fault at one place of a file. */
    record Chance(DirtProfile.Fault fault, @Nullable String column, double rate, long salt) {

        boolean is(Enum<?> kind) {
            return DirtProfile.base(fault.kind()).equals(kind.name().toLowerCase(Locale.ROOT));
        }
    }

    /** The faults of one delivered file. */
    final class Chances {

        private final List<Chance> all;
        private final int year;
        private final int night;
        private final String file;

        private Chances(List<Chance> all, int year, int night, String file) {
            this.all = List.copyOf(all);
            this.year = year;
            this.night = night;
            this.file = file;
        }

        List<Chance> all() {
            return all;
        }

        /** {@return the chance of a kind of fault in this file; null when the profile has none} */
        @Nullable
        Chance of(Enum<?> kind) {
            for (Chance chance : all) {
                if (chance.is(kind)) {
                    return chance;
                }
            }
            return null;
        }

        /** {@return the die that says how, when this row has the fault tonight; null when it has not} */
        @Nullable
        Dice strike(@Nullable Chance chance, long key) {
            if (chance == null) {
                return null;
            }
            long hash = Dice.hash(seed, Dice.Purpose.FAULT, Dice.mix(key) ^ chance.salt(), year);
            if (Dice.unit(hash) >= chance.rate()) {
                return null;
            }
            var dice = Dice.of(hash, Dice.Purpose.FAULT, 0);
            return tonight(dice) ? dice : null;
        }

        /** {@return whether a fault that a row has is there tonight: not yet begun or already mended ones are not} */
        boolean tonight(long key) {
            return tonight(Dice.of(seed, Dice.Purpose.FAULT, key, year));
        }

        /** Writes a fault down. */
        void note(Chance chance, long row, String field, @Nullable String clean, @Nullable String dirty)
                throws IOException {
            log.number(night)
                    .text(file)
                    .number(row)
                    .text(field)
                    .text(chance.fault().kind())
                    .text(chance.fault().ruleId())
                    .text(clean)
                    .text(dirty)
                    .end();
        }

        private boolean tonight(Dice dice) {
            int appears = dice.chance(FROM_THE_START) ? 1 : dice.between(2, LATEST_START);
            if (night < appears) {
                return false;
            }
            for (int passed = appears; passed < night; passed++) {
                if (dice.chance(profile.mendedEachNight())) {
                    return false;
                }
            }
            return true;
        }
    }
}
