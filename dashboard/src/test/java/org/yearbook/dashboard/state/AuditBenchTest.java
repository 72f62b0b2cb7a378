package org.yearbook.dashboard.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail.Filter;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * How long "who saw student X?" takes with the audit of years: 2,000,000 events, 110,000 students and employees of whom
 * each was shown 255 times, one of them 50,000 times, and 5,000 downloads of everybody. Run with
 * {@code -Dyearbook.bench=true}; it prints what it measured and takes some minutes.
 */
@EnabledIfSystemProperty(named = "yearbook.bench", matches = "true")
class AuditBenchTest {

    private static final int EVENTS = 2_000_000;
    private static final int SUBJECTS = 110_000;
    private static final int DOWNLOADS = 5_000;
    private static final double LONGEST = 2.0;

    @TempDir
    Path folder;

    private Path state;

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void tell(String what, double seconds) {
        System.out.printf(Locale.ROOT, "%-62s %8.3f s%n", what, seconds);
    }

    private void size(String what) {
        try (var files = Files.list(state)) {
            long bytes = files.mapToLong(file -> file.toFile().length()).sum();
            System.out.printf(Locale.ROOT, "%-62s %8d MB%n", what, bytes / 1_000_000);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void fill(String what, String... statements) {
        try (var database = StateDatabase.open(new DistrictHome(folder))) {
            tell(what, seconds(() -> List.of(statements).forEach(database.sql()::execute)));
            database.sql().execute("shutdown compact");
        } catch (RuntimeException e) {
            if (!String.valueOf(e.getMessage()).contains("closed")) {
                throw e;
            }
        }
        size("  state folder after that");
    }

    private void fill() {
        fill("the empty database");
        fill(
                EVENTS + " events",
                "insert into audit (happened_at, person_id, sign_in, action, subject, rows_seen, role)"
                        + " select dateadd('second', x * 80, timestamp with time zone '2021-07-01 06:00:00+00'),"
                        + " mod(x, 300), 'person' || mod(x * 31, 300) || '@example.org',"
                        + " case mod(x, 10) when 0 then 'sign-in' when 1 then 'issue.read' else 'issues.read' end,"
                        + " 'school=0101&rule=STU-01', 20, 'clerk' from system_range(1, " + EVENTS + ") r(x)");
        fill(
                SUBJECTS + " subjects",
                "insert into audit_subject (kind, number) select case when x <= 100000 then 'student' else 'staff' end,"
                        + " cast(10000000 + x * 7 as varchar) from system_range(1, " + SUBJECTS + ") r(x)");
        fill(
                255 * SUBJECTS + " times that somebody was shown, and 50000 of one student",
                "insert into audit_seen select s.x * 1099511627776 + mod(s.x * 7919 + k.x * 7853, " + EVENTS
                        + ") + 1 from system_range(1, " + SUBJECTS + ") s(x) cross join system_range(0, 254) k(x)"
                        + " where s.x <> 77",
                "insert into audit_seen select 77 * 1099511627776 + x * 40 from system_range(1, 50000) r(x)");
        fill(
                DOWNLOADS + " downloads of everybody",
                "insert into audit_seen_block select b.x * 1099511627776 + d.x * 400, hash('SHA-256', cast(b.x || ' ' || d.x as varbinary))"
                        + " from system_range(0, " + SUBJECTS / 256 + ") b(x) cross join system_range(1, " + DOWNLOADS
                        + ") d(x)");
    }

    @Test
    void whoSawAStudentIsAnsweredWithinTwoSecondsAmongTwoMillionEvents() {
        state = new DistrictHome(folder).state();
        fill();
        try (var database = StateDatabase.open(new DistrictHome(folder))) {
            var audit = new AuditTrail(database, Clock.systemUTC());
            ask(audit, "who saw a student, right after the start", 5_000 * 7);
            ask(audit, "who saw another student", 60_001 * 7);
            ask(audit, "who saw the student who was shown 50,000 times", 77 * 7);
            pages(audit);
            writes(database, audit);
        }
    }

    private static void ask(AuditTrail audit, String what, int offset) {
        var subject = new Subject(Subject.STUDENT, String.valueOf(10_000_000 + offset));
        var found = new AuditTrail.Sightings[1];
        double took = seconds(() -> found[0] = audit.whoSaw(Set.of(subject), 200));
        tell(what + " (" + found[0].count() + " times)", took);
        assertThat(found[0].count()).isGreaterThan(DOWNLOADS / 3);
        assertThat(took).as(what).isLessThan(LONGEST);
    }

    private static void pages(AuditTrail audit) {
        var middle = Instant.parse("2023-07-01T06:00:00Z");
        List<Filter> filters = List.of(
                new Filter("", Set.of(), null, null),
                new Filter("person31@example.org", Set.of(), null, null),
                new Filter("person31@example.org", Set.of("issue.read"), middle, middle.plusSeconds(86400L * 30)),
                new Filter("", Set.of("sign-in"), null, middle),
                new Filter("", Set.of("never.happened"), null, null),
                new Filter("nobody", Set.of(), middle, null));
        for (Filter filter : filters) {
            double took = seconds(() -> {
                List<AuditTrail.Entry> first = audit.page(filter, 0, 100);
                if (!first.isEmpty()) {
                    audit.page(filter, first.get(first.size() - 1).id(), 100);
                }
            });
            tell("two pages of " + filter, took);
            assertThat(took).as("%s", filter).isLessThan(LONGEST);
        }
        long[] count = {0};
        tell(
                "a month of it, as an export reads it",
                seconds(() -> audit.each(
                        new Filter("", Set.of(), middle, middle.plusSeconds(86400L * 30)), entry -> count[0]++)));
        assertThat(count[0]).isGreaterThan(30_000);
    }

    private void writes(StateDatabase database, AuditTrail audit) {
        var people = new People(database, Clock.systemUTC(), java.time.ZoneOffset.UTC);
        people.add(new People.Newcomer("reader", "Reader", Role.LEADER, Set.of()), "hash");
        Person reader = people.bySignIn("reader").orElseThrow();
        List<Seen> page = IntStream.range(0, 25)
                .mapToObj(i -> new Seen("student", String.valueOf(10_000_007 + i * 4_200 * 7)))
                .toList();
        audit.saw(reader, "issues.read", "", page);
        tell(
                "noting 25 records, of 100 times",
                seconds(() -> IntStream.range(0, 100).forEach(i -> audit.saw(reader, "issues.read", "", page))) / 100);
        List<Seen> all = IntStream.range(1, 100_000)
                .mapToObj(i -> new Seen("student", String.valueOf(10_000_000 + i * 7)))
                .toList();
        tell("noting 100,000 students of a download", seconds(() -> audit.saw(reader, "issues.downloaded", "", all)));
        assertThat(audit.whoSaw(String.valueOf(10_000_000 + 4242 * 7)).get(0).action())
                .isEqualTo("issues.downloaded");
    }
}
