package org.yearbook.ingest.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yearbook.ingest.contract.Classification;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.land.Glance;
import org.yearbook.ingest.land.Values;

/**
 * How like a file is to those of a contract: which of its columns fills which field. Grain: one file and one contract.
 *
 * @param contract the contract
 * @param pairs the columns that were found, in the contract's order
 * @param lacking fields that every row needs and no column fills
 * @param left columns that fill nothing
 * @param shared how many words the file's name shares with the contract's
 */
record Likeness(Contract contract, List<Pair> pairs, List<String> lacking, List<String> left, long shared) {

    /** From here on two names mean the same more often than not. */
    private static final double ALIKE = 0.6;

    Likeness {
        pairs = List.copyOf(pairs);
        lacking = List.copyOf(lacking);
        left = List.copyOf(left);
    }

    /** By what a column is told, the surest first. */
    enum By {
        /** The contract knows the name. */
        NAME(3),
        /** A contract of the same entity knows it. */
        OTHERS(2),
        /** Its words are alike. */
        WORDS(1);

        private final int weight;

        By(int weight) {
            this.weight = weight;
        }
    }

    /** A field, and the column that seems to fill it. */
    record Pair(String field, String column, By by) {}

    /**
     * {@return how like a file is}
     *
     * @param name the words of its name
     */
    static Likeness of(Contract contract, Set<String> name, Glance file, KnownNames known) {
        long shared = Stream.of(contract.id(), contract.name(), contract.entity())
                .flatMap(text -> ColumnWords.of(text).stream())
                .distinct()
                .filter(name::contains)
                .count();
        return new Pairing(contract, file, known).likeness(shared);
    }

    Optional<Pair> pair(String field) {
        return pairs.stream().filter(pair -> pair.field().equals(field)).findFirst();
    }

    /** {@return whether half of what it needs is there, and more than a chance name} */
    boolean plausible() {
        long needed = contract.delivered().stream().filter(Column::required).count();
        return pairs.size() > 1 && lacking.size() * 2L <= needed && score() + left.size() > 0;
    }

    /**
     * {@return the higher, the more of the contract is in the file and of the file in the contract, by its own names}
     */
    int score() {
        int found = pairs.stream()
                .mapToInt(pair -> pair.by().weight
                        * (contract.column(pair.field()).orElseThrow().required() ? 2 : 1))
                .sum();
        return found - 4 * lacking.size() - left.size() + 2 * (int) Math.min(shared, 3);
    }

    /** One column fills one field; whoever is surer takes it. */
    private static final class Pairing {

        private final Contract contract;
        private final Glance file;
        private final KnownNames known;
        private final List<Column> open;
        private final Set<String> left;
        private final List<Pair> pairs = new ArrayList<>();

        Pairing(Contract contract, Glance file, KnownNames known) {
            this.contract = contract;
            this.file = file;
            this.known = known;
            this.open = new ArrayList<>(contract.delivered().stream()
                    .filter(column -> column.classification() != Classification.SECRET)
                    .toList());
            this.left = new LinkedHashSet<>(file.columns());
            left.removeAll(contract.secrets(file.columns()));
        }

        Likeness likeness(long shared) {
            contract.match(List.copyOf(left)).fields().forEach((field, column) -> pair(field, column, By.NAME));
            for (Column column : List.copyOf(open)) {
                left.stream()
                        .filter(header -> known.knows(contract.entity(), column.name(), header))
                        .findFirst()
                        .ifPresent(header -> pair(column.name(), header, By.OTHERS));
            }
            byWords();
            List<String> fields = contract.columns().stream().map(Column::name).toList();
            pairs.sort(Comparator.comparingInt(pair -> fields.indexOf(pair.field())));
            return new Likeness(
                    contract,
                    pairs,
                    open.stream().filter(Column::required).map(Column::name).toList(),
                    List.copyOf(left),
                    shared);
        }

        private void byWords() {
            record Guess(Column column, String header, double likeness) {}
            List<Guess> guesses = new ArrayList<>();
            for (String header : left) {
                Set<String> words = ColumnWords.of(header);
                for (Column column : open) {
                    double likeness = known.likeness(contract.entity(), column.name(), words);
                    if (likeness >= ALIKE && couldBe(column, file.values(header))) {
                        guesses.add(new Guess(column, header, likeness));
                    }
                }
            }
            guesses.sort(Comparator.comparingDouble(Guess::likeness).reversed());
            for (Guess guess : guesses) {
                if (open.contains(guess.column()) && left.contains(guess.header())) {
                    pair(guess.column().name(), guess.header(), By.WORDS);
                }
            }
        }

        private void pair(String field, String header, By by) {
            pairs.add(new Pair(field, header, by));
            left.remove(header);
            open.removeIf(column -> column.name().equals(field));
        }
    }

    /** {@return whether most of these values may be a column's} A name alone would put hours into a date. */
    static boolean couldBe(Column column, List<String> values) {
        if (column.type() == LogicalType.BOOLEAN) {
            return values.stream().distinct().count() <= 4;
        }
        return values.stream().filter(value -> couldBe(column, value)).count() * 2 >= values.size();
    }

    private static boolean couldBe(Column column, String value) {
        return switch (column.type()) {
            case DATE, TIMESTAMP, MONTH -> value.matches("(?s).*\\d.*\\d.*"); // however it is written
            case EMAIL -> value.contains("@");
            case PHONE -> value.matches("(?s).*\\d{3}.*\\d{4}.*");
            default -> Values.fit(column, value);
        };
    }
}
