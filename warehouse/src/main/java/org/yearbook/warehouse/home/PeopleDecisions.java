package org.yearbook.warehouse.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
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
        Path file = file(home);
        if (!Files.exists(file)) {
            return new Read(List.of(), List.of());
        }
        try {
            // A byte that is no UTF-8 becomes a mark that no record has, so its row is told and nothing else suffers.
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return read(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (IOException e) {
            throw new HomeException("decisions/people.csv cannot be read: " + e.getMessage(), e);
        }
    }

    static Read read(String text) {
        List<CsvLines.Row> rows = CsvLines.read(text);
        if (rows.stream().allMatch(CsvLines.Row::blank)) {
            return new Read(List.of(), List.of());
        }
        Map<String, Integer> places = new HashMap<>();
        List<String> header = rows.get(0).cells();
        for (int i = 0; i < header.size(); i++) {
            places.putIfAbsent(header.get(i).toLowerCase(Locale.ROOT).replace(' ', '_'), i);
        }
        List<String> missing =
                HEADER.stream().filter(name -> !places.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            return new Read(
                    List.of(),
                    List.of(new BadRow(1, "The first line must name the columns; these are missing: " + missing)));
        }
        var decisions = new ArrayList<Decision>();
        var bad = new ArrayList<BadRow>();
        rows.stream().skip(1).filter(row -> !row.blank()).forEach(row -> {
            try {
                decisions.add(decision(row, places));
            } catch (IllegalArgumentException e) {
                bad.add(new BadRow(row.line(), String.valueOf(e.getMessage())));
            }
        });
        return new Read(decisions, bad);
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
        return place == null || place >= row.cells().size() ? "" : row.cells().get(place);
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
     * Adds a decision at the end of the file and has it on the disk when it returns. One that was cut off before, by a
     * power failure for example, does not run into it.
     */
    public static synchronized void append(DistrictHome home, Decision decision) {
        List<String> cells = List.of(
                decision.left().system(),
                decision.left().number(),
                decision.right().system(),
                decision.right().number(),
                decision.verdict().word(),
                decision.by(),
                decision.on().toString(),
                decision.why().length() <= LONGEST
                        ? decision.why()
                        : decision.why().substring(0, LONGEST));
        try {
            Files.createDirectories(home.decisions());
            try (FileChannel channel = FileChannel.open(
                            file(home), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                long size = channel.size();
                String before = size == 0 ? CsvLines.line(HEADER) + "\n" : endsLine(channel, size) ? "" : "\n";
                channel.position(size);
                var bytes = StandardCharsets.UTF_8.encode(before + CsvLines.line(cells) + "\n");
                while (lock.isValid() && bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new HomeException("decisions/people.csv cannot be written: " + e.getMessage(), e);
        }
    }

    private static boolean endsLine(FileChannel channel, long size) throws IOException {
        var last = ByteBuffer.allocate(1);
        return channel.read(last, size - 1) == 1 && last.get(0) == '\n';
    }
}
