package org.yearbook.warehouse.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What people decided about spellings, in {@code decisions/values.csv} of the home, for the nights to apply. Rows are
 * added at the end, so that the file is its own history; of rows about the same value the last one holds.
 */
public final class ValueDecisions {

    private static final List<String> HEADER =
            List.of("entity", "field", "raw", "standard", "decision", "by", "on", "why");
    /** As messages name it: pages show them, and where the home lies is nobody's business there. */
    private static final String NAME = "decisions/values.csv";

    private final Path file;

    private ValueDecisions(Path file) {
        this.file = file;
    }

    /** {@return the decisions of a home} */
    public static ValueDecisions of(DistrictHome home) {
        return new ValueDecisions(home.decisions().resolve("values.csv"));
    }

    /** What was decided. */
    public enum Verdict {
        /** The raw value stands for the standard one. */
        MAP,
        /** The raw value is right as it is; the standard one is the same. */
        KEEP,
        /** The two are not the same, however alike they look. */
        DIFFERENT;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One decision about a value of a field.
     *
     * @param raw as delivered, blanks and all
     * @param by sign-in name
     */
    public record Decision(
            String entity,
            String field,
            String raw,
            String standard,
            Verdict verdict,
            String by,
            LocalDate on,
            String why) {

        private boolean speaksOfTheSame(Decision other) {
            boolean field = entity.equals(other.entity) && this.field.equals(other.field) && raw.equals(other.raw);
            boolean pair = verdict == Verdict.DIFFERENT || other.verdict == Verdict.DIFFERENT;
            return field && (!pair || (verdict == other.verdict && standard.equals(other.standard)));
        }
    }

    /**
     * {@return every decision, in the order in which they were made}
     *
     * @throws HomeException when the file cannot be understood; the message names the line
     */
    public List<Decision> all() {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new HomeException(NAME + " cannot be read: " + CsvLines.why(e), e);
        }
    }

    /** {@return the decisions that hold: of those about the same value the last, of the rest each} */
    public List<Decision> holding() {
        List<Decision> holding = new ArrayList<>();
        for (Decision decision : all()) {
            holding.removeIf(decision::speaksOfTheSame);
            holding.add(decision);
        }
        return holding;
    }

    /** Adds decisions at the end, all of them or none; a reader sees the file before or after. */
    public void add(List<Decision> fresh) {
        try {
            CsvLines.append(file, () -> {
                // What cannot be understood is not added to.
                all();
                var rows = new ArrayList<List<String>>();
                if (!Files.exists(file)) {
                    rows.add(HEADER);
                }
                fresh.forEach(decision -> rows.add(cells(decision)));
                return rows;
            });
        } catch (IOException e) {
            throw new HomeException(NAME + " cannot be written: " + CsvLines.why(e), e);
        }
    }

    private static List<String> cells(Decision decision) {
        return List.of(
                decision.entity(),
                decision.field(),
                decision.raw(),
                decision.standard(),
                decision.verdict().code(),
                decision.by(),
                decision.on().toString(),
                decision.why());
    }

    private static List<Decision> read(String text) {
        List<CsvLines.Row> rows = CsvLines.read(text);
        if (rows.isEmpty() || !rows.get(0).cells().equals(HEADER)) {
            throw new HomeException(NAME + " must begin with the line " + String.join(",", HEADER));
        }
        List<Decision> decisions = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            CsvLines.Row row = rows.get(i);
            if (row.cells().size() == 1 && row.blank()) {
                continue;
            }
            String where = NAME + ": row " + (i + 1);
            decisions.add(decision(row)
                    .orElseThrow(() -> new HomeException(
                            where + " needs eight cells, a decision map, keep or different, and a day like"
                                    + " 2026-08-20")));
        }
        return decisions;
    }

    private static Optional<Decision> decision(CsvLines.Row found) {
        List<String> row = found.cells();
        if (!found.complete() || row.size() != HEADER.size()) {
            return Optional.empty();
        }
        Optional<Verdict> verdict = Arrays.stream(Verdict.values())
                .filter(known -> known.code().equals(row.get(4).strip()))
                .findFirst();
        try {
            LocalDate on = LocalDate.parse(row.get(6).strip());
            return verdict.map(known ->
                    new Decision(row.get(0), row.get(1), row.get(2), row.get(3), known, row.get(5), on, row.get(7)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
