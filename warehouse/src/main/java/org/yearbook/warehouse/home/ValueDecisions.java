package org.yearbook.warehouse.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people decided about spellings, in {@code decisions/values.csv} of the home, for the nights to apply. Rows are
 * added at the end, so that the file is its own history; of rows about the same value the last one holds.
 */
public final class ValueDecisions {

    private static final List<String> HEADER =
            List.of("entity", "field", "raw", "standard", "decision", "by", "on", "why");
    /** One writer at a time in this process; the lock on the file keeps others out. */
    private static final Object WRITING = new Object();

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
            throw new HomeException(file + " cannot be read: " + e.getMessage(), e);
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
        synchronized (WRITING) {
            Path folder = file.resolveSibling("");
            try {
                Files.createDirectories(folder);
                try (FileChannel lock = FileChannel.open(
                                file.resolveSibling("values.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                        var held = lock.lock()) {
                    List<Decision> all = new ArrayList<>(all());
                    all.addAll(fresh);
                    write(all);
                }
            } catch (IOException e) {
                throw new HomeException(file + " cannot be written: " + e.getMessage(), e);
            }
        }
    }

    private void write(List<Decision> all) throws IOException {
        String text = Stream.concat(Stream.of(HEADER), all.stream().map(ValueDecisions::cells))
                .map(cells -> cells.stream().map(ValueDecisions::quoted).collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining());
        Path beside = file.resolveSibling("values.csv.tmp");
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(sign -> sign == ',' || sign == '"' || sign == '\n' || sign == '\r')
                && cell.equals(cell.strip());
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private List<Decision> read(String text) {
        List<List<String>> rows = rows(text.startsWith("\ufeff") ? text.substring(1) : text);
        if (rows.isEmpty() || !rows.get(0).equals(HEADER)) {
            throw new HomeException(file + " must begin with the line " + String.join(",", HEADER));
        }
        List<Decision> decisions = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            if (row.size() == 1 && row.get(0).isBlank()) {
                continue;
            }
            decisions.add(decision(row)
                    .orElseThrow(new Fault(file + ": row " + (i + 1)
                            + " needs eight cells, a decision map, keep or different, and a day like 2026-08-20")));
        }
        return decisions;
    }

    private record Fault(String message) implements java.util.function.Supplier<HomeException> {
        @Override
        public HomeException get() {
            return new HomeException(message);
        }
    }

    private static Optional<Decision> decision(List<String> row) {
        if (row.size() != HEADER.size()) {
            return Optional.empty();
        }
        Optional<Verdict> verdict = Arrays.stream(Verdict.values())
                .filter(known -> known.code().equals(row.get(4).strip()))
                .findFirst();
        try {
            LocalDate on = LocalDate.parse(row.get(6).strip());
            return verdict.map(found ->
                    new Decision(row.get(0), row.get(1), row.get(2), row.get(3), found, row.get(5), on, row.get(7)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Rows of a CSV text; a quoted cell may hold commas, quotes and line breaks. */
    private static List<List<String>> rows(String text) {
        var reading = new Reading();
        for (int i = 0; i < text.length(); i++) {
            boolean twice = text.startsWith("\"\"", i) && reading.quoted;
            reading.take(text.charAt(i), twice);
            i += twice ? 1 : 0;
        }
        return reading.all();
    }

    private static final class Reading {
        private final List<List<String>> rows = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private List<String> row = new ArrayList<>();
        private boolean quoted;

        void take(char sign, boolean twice) {
            if (sign == '"' && !twice) {
                quoted = !quoted;
            } else if (quoted || ",\n\r".indexOf(sign) < 0) {
                cell.append(sign);
            } else if (sign != '\r') {
                endCell();
                if (sign == '\n') {
                    endRow();
                }
            }
        }

        private void endCell() {
            row.add(cell.toString());
            cell.setLength(0);
        }

        private void endRow() {
            rows.add(row);
            row = new ArrayList<>();
        }

        List<List<String>> all() {
            if (!row.isEmpty() || !cell.isEmpty()) {
                endCell();
                endRow();
            }
            return rows;
        }
    }
}
