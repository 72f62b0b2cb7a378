package org.yearbook.warehouse.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people decided about who is who: {@code decisions/people.csv} of a home, one row for each decision, kept for
 * ever. A decision is taken back by a row {@code withdrawn} about the same two records, never by removing the row. The
 * file may be kept by hand or in a spreadsheet as well; a row that is not understood is told and not applied.
 */
public final class PeopleDecisions {

    private static final List<String> HEADER = List.of(
            "left_system",
            "left_number",
            "right_system",
            "right_number",
            "decision",
            "decided_by",
            "decided_on",
            "why");
    private static final int LONGEST = 500;
    private static final List<DateTimeFormatter> DATES =
            List.of(DateTimeFormatter.ISO_LOCAL_DATE, american("M/d/uuuu"), american("M/d/uu"));

    private PeopleDecisions() {}

    /** What was decided of two records. */
    public enum Verdict {
        SAME,
        DIFFERENT,
        WITHDRAWN;

        /** {@return as it stands in the file} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Verdict> of(String word) {
            return Arrays.stream(values())
                    .filter(verdict -> verdict.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /**
     * A record of one system.
     *
     * @param system its name, as in {@code HR}; with {@code student} or {@code staff} behind it where one number may be
     *     either, as in {@code SIS student}
     * @param number under which that system knows somebody: employee number, account name, student number
     */
    public record Side(String system, String number) {

        /** {@return the side of a record of a kind; empty for a record whose system does not say the kind} */
        public static Side of(String source, String kind, String number) {
            return new Side(kind.isEmpty() ? source : source + " " + kind, number);
        }
    }

    /**
     * One decision.
     *
     * @param line in the file, from 1; 0 for one that is not written yet
     * @param by who decided
     */
    public record Decision(int line, Side left, Side right, Verdict verdict, String by, LocalDate on, String why) {

        /** {@return the two records, whichever stands first} */
        public Set<Side> sides() {
            return Set.of(left, right);
        }
    }

    /** A row that cannot be used, and why. */
    public record BadRow(int line, String reason) {}

    /**
     * What the file says.
     *
     * @param decisions all rows that are understood, in their order, the withdrawn ones too
     */
    public record Read(List<Decision> decisions, List<BadRow> bad) {

        public Read {
            decisions = List.copyOf(decisions);
            bad = List.copyOf(bad);
        }

        /** {@return the decisions that stand: not taken back later; two of them may still contradict each other} */
        public List<Decision> standing() {
            Map<Set<Side>, List<Decision>> byPair = new LinkedHashMap<>();
            for (Decision decision : decisions) {
                if (decision.verdict() == Verdict.WITHDRAWN) {
                    byPair.remove(decision.sides());
                } else {
                    byPair.computeIfAbsent(decision.sides(), pair -> new ArrayList<>())
                            .add(decision);
                }
            }
            return byPair.values().stream().flatMap(List::stream).toList();
        }
    }

    /** {@return the file, absolute; it need not exist} */
    public static Path file(DistrictHome home) {
        return home.decisions().resolve("people.csv");
    }

    /** {@return what the file says; nothing when there is none} */
    public static Read read(DistrictHome home) {
        return read(text(home));
    }

    private static String text(DistrictHome home) {
        Path file = file(home);
        try {
            // A byte that is no UTF-8 becomes a mark that no record has, so its row is told and nothing else suffers.
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new HomeException("decisions/people.csv cannot be read: " + CsvLines.why(e), e);
        }
    }

    static Read read(String text) {
        List<CsvLines.Row> rows = rows(text);
        if (rows.isEmpty()) {
            return new Read(List.of(), List.of());
        }
        CsvLines.Row header = rows.get(0);
        Map<String, Integer> places = places(header);
        List<String> missing = missing(places);
        if (!missing.isEmpty()) {
            return new Read(List.of(), List.of(new BadRow(header.line(), unnamed(missing))));
        }
        var decisions = new ArrayList<Decision>();
        var bad = new ArrayList<BadRow>();
        rows.stream().skip(1).forEach(row -> {
            try {
                decisions.add(decision(row, places));
            } catch (IllegalArgumentException e) {
                bad.add(new BadRow(row.line(), String.valueOf(e.getMessage())));
            }
        });
        return new Read(decisions, bad);
    }

    private static List<CsvLines.Row> rows(String text) {
        return CsvLines.read(text).stream().filter(row -> !row.blank()).toList();
    }

    /** {@return where each column stands; the first one of a name} */
    private static Map<String, Integer> places(CsvLines.Row header) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.cells().size(); i++) {
            String name = header.cells().get(i).strip();
            places.putIfAbsent(name.toLowerCase(Locale.ROOT).replace(' ', '_'), i);
        }
        return places;
    }

    private static List<String> missing(Map<String, Integer> places) {
        return HEADER.stream().filter(name -> !places.containsKey(name)).toList();
    }

    private static String unnamed(List<String> missing) {
        return "The first line must name the columns; these are missing: " + missing;
    }

    private static Decision decision(CsvLines.Row row, Map<String, Integer> places) {
        if (!row.complete()) {
            throw new IllegalArgumentException("A quotation mark is not closed.");
        }
        var left = new Side(required(row, places, "left_system"), required(row, places, "left_number"));
        var right = new Side(required(row, places, "right_system"), required(row, places, "right_number"));
        if (left.equals(right)) {
            throw new IllegalArgumentException("Both sides name the same record.");
        }
        String word = required(row, places, "decision");
        Verdict verdict = Verdict.of(word)
                .orElseThrow(() -> new IllegalArgumentException("The decision must be same, different or withdrawn."));
        LocalDate on = date(required(row, places, "decided_on"))
                .orElseThrow(() -> new IllegalArgumentException("decided_on must be a date like 2026-06-15."));
        return new Decision(
                row.line(), left, right, verdict, required(row, places, "decided_by"), on, cell(row, places, "why"));
    }

    private static String required(CsvLines.Row row, Map<String, Integer> places, String name) {
        String value = cell(row, places, name);
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is empty.");
        }
        return value;
    }

    private static String cell(CsvLines.Row row, Map<String, Integer> places, String name) {
        @Nullable Integer place = places.get(name);
        return place == null || place >= row.cells().size()
                ? ""
                : row.cells().get(place).strip();
    }

    private static Optional<LocalDate> date(String text) {
        for (DateTimeFormatter form : DATES) {
            try {
                return Optional.of(LocalDate.parse(text, form));
            } catch (DateTimeException e) {
                // the next form, then
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatter american(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * Adds a decision at the end of the file, under the columns that it has, and has it on the disk when it returns.
     *
     * @throws HomeException when the file cannot be written, or does not name its columns; nothing is written then
     */
    public static void append(DistrictHome home, Decision decision) {
        try {
            CsvLines.append(file(home), () -> fresh(rows(text(home)), decision));
        } catch (IOException e) {
            throw new HomeException("decisions/people.csv cannot be written: " + CsvLines.why(e), e);
        }
    }

    private static List<List<String>> fresh(List<CsvLines.Row> before, Decision decision) {
        if (before.isEmpty()) {
            return List.of(HEADER, cells(decision));
        }
        CsvLines.Row header = before.get(0);
        Map<String, Integer> places = places(header);
        List<String> missing = missing(places);
        if (!missing.isEmpty()) {
            throw new HomeException("decisions/people.csv: " + unnamed(missing));
        }
        var row = new ArrayList<String>(Collections.nCopies(header.cells().size(), ""));
        List<String> cells = cells(decision);
        places.forEach((name, place) -> {
            if (HEADER.contains(name)) {
                row.set(place, cells.get(HEADER.indexOf(name)));
            }
        });
        return List.of(row);
    }

    /** What names a record stands as it is; the reason is somebody's words and becomes one line. */
    private static List<String> cells(Decision decision) {
        String why = decision.why().replaceAll("\\s+", " ").strip();
        return List.of(
                decision.left().system(),
                decision.left().number(),
                decision.right().system(),
                decision.right().number(),
                decision.verdict().word(),
                decision.by(),
                decision.on().toString(),
                why.length() <= LONGEST ? why : why.substring(0, LONGEST));
    }
}
