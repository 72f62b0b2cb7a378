package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.ACTION;
import static org.yearbook.dashboard.state.Tables.AUDIT;
import static org.yearbook.dashboard.state.Tables.AUDIT_ID;
import static org.yearbook.dashboard.state.Tables.HAPPENED_AT;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;
import static org.yearbook.dashboard.state.Tables.ROLE;
import static org.yearbook.dashboard.state.Tables.ROWS_SEEN;
import static org.yearbook.dashboard.state.Tables.SEEN_AS;
import static org.yearbook.dashboard.state.Tables.SIGN_IN;
import static org.yearbook.dashboard.state.Tables.SUBJECT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Seals the trail and tells whether it is still as it was sealed. Each seal is a digest over the seal before it and
 * some events, so that whoever changes, adds or takes out an event has to make every later seal anew; the same lines
 * stand in a file, and a copy of that file kept elsewhere cannot be made anew.
 */
public final class AuditSeals {

    /** In the state folder. */
    public static final String FILE = "audit-seals.log";

    private static final int AT_ONCE = 10_000;

    /** What is older is written whole: no transaction of the trail takes nearly as long. */
    private static final Duration SETTLED = Duration.ofMinutes(5);

    private static final Duration ONE_MOMENT = Duration.ofMillis(1);

    private static final Pattern LINE =
            Pattern.compile("(\\d{1,18}) (-?\\d{1,18}) (-?\\d{1,18}) (\\d{1,18}) ([0-9a-f]{64}) (\\S+)");

    /** Before every number that an event can have, also one that somebody made up. */
    private static final long BEFORE_ALL = Long.MIN_VALUE;

    private static final String BEGINNING = "0".repeat(64);

    private static final Table<?> AUDIT_SEAL = DSL.table(DSL.name("audit_seal"));
    private static final Field<Long> SEAL_NO = whole("seal_no");
    private static final Field<Long> FROM_ID = whole("from_id");
    private static final Field<Long> TO_ID = whole("to_id");
    private static final Field<Long> EVENTS = whole("events");
    private static final Field<String> DIGEST = Tables.text("digest");
    private static final Field<OffsetDateTime> SEALED_AT = Tables.time("sealed_at");

    private final DSLContext sql;
    private final Path file;

    /**
     * The seals of a trail.
     *
     * @param folder the state folder, where the file of seals lies
     */
    public AuditSeals(DSLContext sql, Path folder) {
        this.sql = sql;
        this.file = folder.resolve(FILE);
    }

    /** Seals of an open database. */
    public static AuditSeals of(StateDatabase database) {
        return new AuditSeals(database.sql(), database.folder());
    }

    private static Field<Long> whole(String name) {
        return DSL.field(DSL.name(name), SQLDataType.BIGINT);
    }

    /** One seal. */
    private record Seal(long number, long from, long to, long events, String digest, Instant at) {

        String line() {
            return number + " " + from + " " + to + " " + events + " " + digest + " " + at;
        }

        /** {@return the seal of a line; empty where it is no seal} */
        static Optional<Seal> of(String line) {
            var words = LINE.matcher(line);
            if (!words.matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Seal(
                        Long.parseLong(words.group(1)),
                        Long.parseLong(words.group(2)),
                        Long.parseLong(words.group(3)),
                        Long.parseLong(words.group(4)),
                        words.group(5),
                        Instant.parse(words.group(6))));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        /** {@return whether both are one seal}; the database keeps fewer digits of the moment than a line. */
        boolean same(Seal other) {
            return number == other.number
                    && from == other.from
                    && to == other.to
                    && events == other.events
                    && digest.equals(other.digest)
                    && Duration.between(at, other.at).abs().compareTo(ONE_MOMENT) < 0;
        }
    }

    /**
     * What a look at the whole trail found.
     *
     * @param events how many there are
     * @param sealed how many of them stand under a seal
     * @param faults what does not agree, each in a sentence; empty where all does
     */
    public record Report(long events, long sealed, List<String> faults) {

        public Report {
            faults = List.copyOf(faults);
        }
    }

    /** Seals what is not sealed yet and old enough to be whole. */
    public void seal(Clock clock) {
        Instant now = clock.instant();
        Seal last = last();
        while (true) {
            Result<Record> rows =
                    rows(last.to(), Long.MAX_VALUE, OffsetDateTime.ofInstant(now.minus(SETTLED), ZoneOffset.UTC));
            if (rows.isEmpty()) {
                return;
            }
            var seal = new Seal(
                    last.number() + 1,
                    rows.get(0).get(AUDIT_ID),
                    rows.get(rows.size() - 1).get(AUDIT_ID),
                    rows.size(),
                    digest(last.digest(), rows),
                    now);
            sql.insertInto(AUDIT_SEAL)
                    .set(SEAL_NO, seal.number())
                    .set(FROM_ID, seal.from())
                    .set(TO_ID, seal.to())
                    .set(EVENTS, seal.events())
                    .set(DIGEST, seal.digest())
                    .set(SEALED_AT, OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                    .execute();
            // Else a copy of the database could be without a seal that the file has already.
            sql.execute("checkpoint sync");
            try {
                Files.writeString(file, seal.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                // Sealed anew once the file can be written; else it would be missing from there for good.
                sql.deleteFrom(AUDIT_SEAL).where(SEAL_NO.eq(seal.number())).execute();
                throw new UncheckedIOException("The seal of the audit cannot be written to " + file, e);
            }
            last = seal;
        }
    }

    /** {@return whether every sealed event is as it was} */
    public Report verify() {
        List<String> faults = new ArrayList<>();
        List<Seal> seals = sql.selectFrom(AUDIT_SEAL).orderBy(SEAL_NO).fetch(AuditSeals::seal);
        Map<Long, Seal> written = written(faults);
        String before = BEGINNING;
        long end = BEFORE_ALL;
        long sealed = 0;
        long expected = 1;
        for (Seal seal : seals) {
            if (seal.number() != expected) {
                faults.add("Seal " + expected + " is missing; the next one is " + seal.number() + ".");
                expected = seal.number();
            }
            Result<Record> rows = rows(end, seal.to(), null);
            if (rows.size() != seal.events()) {
                faults.add("Events " + seal.from() + " to " + seal.to() + " were " + seal.events()
                        + " when they were sealed on " + seal.at() + ", and are " + rows.size() + " now.");
            } else if (!digest(before, rows).equals(seal.digest())) {
                faults.add("Events " + seal.from() + " to " + seal.to() + " are not as they were sealed on " + seal.at()
                        + ".");
            }
            Seal line = written.remove(seal.number());
            if (line == null) {
                faults.add("Seal " + seal.number() + " is in the database and not in " + FILE + ".");
            } else if (!line.same(seal)) {
                faults.add("Seal " + seal.number() + " is another one in " + FILE + " than in the database.");
            }
            before = seal.digest();
            end = seal.to();
            sealed += rows.size();
            expected++;
        }
        written.keySet().stream()
                .sorted()
                .forEach(number -> faults.add("Seal " + number + " is in " + FILE + " and not in the database."));
        long events = Objects.requireNonNull(sql.selectCount().from(AUDIT).fetchOne(0, Long.class));
        return new Report(events, sealed, faults);
    }

    private Map<Long, Seal> written(List<String> faults) {
        Map<Long, Seal> written = new HashMap<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                Optional<Seal> seal = Seal.of(line);
                if (seal.isEmpty()) {
                    faults.add("A line of " + FILE + " is no seal.");
                } else if (written.putIfAbsent(seal.get().number(), seal.get()) != null) {
                    // The first one counts: whoever can only append must not put another in its place.
                    faults.add("Seal " + seal.get().number() + " is in " + FILE + " more than once.");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The seals of the audit cannot be read from " + file, e);
        }
        return written;
    }

    private Seal last() {
        return sql.selectFrom(AUDIT_SEAL)
                .orderBy(SEAL_NO.desc())
                .limit(1)
                .fetchOptional(AuditSeals::seal)
                .orElse(new Seal(0, BEFORE_ALL, BEFORE_ALL, 0, BEGINNING, Instant.EPOCH));
    }

    private static Seal seal(Record row) {
        return new Seal(
                row.get(SEAL_NO),
                row.get(FROM_ID),
                row.get(TO_ID),
                row.get(EVENTS),
                row.get(DIGEST).strip(),
                row.get(SEALED_AT).toInstant());
    }

    private Result<Record> rows(long after, long through, @Nullable OffsetDateTime before) {
        List<Field<?>> columns =
                List.of(AUDIT_ID, HAPPENED_AT, PERSON_ID, SIGN_IN, ROLE, SEEN_AS, ACTION, SUBJECT, ROWS_SEEN);
        // Of what is to be sealed, nothing behind an event that may not be whole yet.
        var where = AUDIT_ID.gt(after).and(AUDIT_ID.le(through));
        if (before == null) {
            return sql.select(columns)
                    .from(AUDIT)
                    .where(where)
                    .orderBy(AUDIT_ID)
                    .fetch();
        }
        Long young = sql.select(DSL.min(AUDIT_ID))
                .from(AUDIT)
                .where(where.and(HAPPENED_AT.ge(before)))
                .fetchOne(0, Long.class);
        return sql.select(columns)
                .from(AUDIT)
                .where(young == null ? where : where.and(AUDIT_ID.lt(young)))
                .orderBy(AUDIT_ID)
                .limit(AT_ONCE)
                .fetch();
    }

    private static String digest(String before, Result<Record> rows) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(before.getBytes(StandardCharsets.US_ASCII));
            for (Record row : rows) {
                for (Object cell : row.intoArray()) {
                    String text = cell == null
                            ? "-"
                            : cell instanceof OffsetDateTime moment
                                    ? moment.toInstant().toString()
                                    : cell.toString();
                    // With its length, so that nothing can move from one cell to the next.
                    digest.update(((cell == null ? "" : text.length()) + ":" + text).getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
