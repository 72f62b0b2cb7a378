package org.yearbook.dashboard.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail.Entry;
import org.yearbook.dashboard.state.AuditTrail.Filter;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.warehouse.home.DistrictHome;

class AuditTrailTest {

    private static final Filter ALL = new Filter("", Set.of(), null, null);

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-15T08:00:00Z"));

    private Clock movable() {
        return new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    private StateDatabase database() {
        return StateDatabase.open(new DistrictHome(folder));
    }

    private static List<Seen> students(int from, int to, int step) {
        return IntStream.range(from, to)
                .filter(i -> (i - from) % step == 0)
                .mapToObj(i -> new Seen("student", "N" + i))
                .toList();
    }

    @Test
    void whomAReadShowedIsKnownExactlyWhetherTheyWereFewOrThousands() {
        try (var database = database()) {
            var audit = new AuditTrail(database, movable());
            var clerk = Persons.of(1, "clerk", Role.CLERK);
            audit.saw(clerk, "issues.read", "", students(0, 100, 1));
            audit.saw(clerk, "issues.downloaded", "", 9_000, students(0, 6_000, 3));
            for (int i : List.of(0, 1, 99, 100, 102, 255, 256, 5_997)) {
                List<String> expected = new ArrayList<>();
                if (i % 3 == 0) {
                    expected.add("issues.downloaded");
                }
                if (i < 100) {
                    expected.add("issues.read");
                }
                assertThat(audit.whoSaw("N" + i).stream().map(Entry::action))
                        .as("student %s", i)
                        .containsExactlyElementsOf(expected);
                assertThat(audit.whoSaw(Set.of(new Subject("student", "N" + i)), 1)
                                .count())
                        .isEqualTo(expected.size());
            }
            assertThat(audit.whoSaw("N6000")).isEmpty();
            assertThat(audit.whoSaw(Set.of(new Subject("staff", "N3")), 9).count())
                    .isZero();
            assertThat(audit.whoSaw("N3").get(0).rowsSeen()).isEqualTo(9_000);
            assertThat(database.sql().fetchCount(org.jooq.impl.DSL.table("audit_seen")))
                    .isEqualTo(100);
            assertThat(database.sql().fetchCount(org.jooq.impl.DSL.table("audit_seen_block")))
                    .isLessThan(20);
        }
    }

    @Test
    void twoWhoReadTheSameNewStudentsAtOnceAreBothNoted() throws Exception {
        try (var database = database()) {
            var audit = new AuditTrail(database, movable());
            var readers = Executors.newFixedThreadPool(4);
            List<Callable<Boolean>> reads = IntStream.range(0, 24)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        audit.saw(
                                Persons.of(i, "reader" + i, Role.LEADER),
                                "issues.read",
                                "",
                                students(i / 4 * 40, i / 4 * 40 + 60, 1));
                        return true;
                    })
                    .toList();
            for (var read : readers.invokeAll(reads)) {
                assertThat(read.get()).isTrue();
            }
            readers.shutdown();
            assertThat(audit.whoSaw("N45")).hasSize(8);
            assertThat(audit.whoSaw("N10")).hasSize(4);
        }
    }

    @Test
    void whatAnAdministratorSeesAsAnotherIsTheirOwnReading() {
        try (var database = database()) {
            var audit = new AuditTrail(database, movable());
            var seen = Persons.of(2, "clerk", Role.CLERK).seenBy(Persons.of(1, "admin", Role.ADMINISTRATOR));
            audit.saw(seen, "issues.read", "", students(0, 1, 1));
            assertThat(audit.whoSaw("N0")).singleElement().satisfies(entry -> {
                assertThat(entry.signIn()).isEqualTo("admin");
                assertThat(entry.role()).isEqualTo("administrator");
                assertThat(entry.seenAs()).isEqualTo("clerk");
            });
        }
    }

    @Test
    void aListGoesOnWhereItStoppedUnderEveryFilter() {
        try (var database = database()) {
            var audit = new AuditTrail(database, movable());
            for (int i = 0; i < 60; i++) {
                if (i % 3 == 0) {
                    now.updateAndGet(moment -> moment.plus(Duration.ofHours(1)));
                }
                audit.did(Persons.of(i % 2, "p" + i % 2, Role.LEADER), i % 5 == 0 ? "sign-in" : "log.read", "" + i);
            }
            var from = Instant.parse("2026-05-15T12:00:00Z");
            for (Filter filter : List.of(
                    ALL,
                    new Filter("p1", Set.of(), null, null),
                    new Filter("", Set.of("sign-in", "log.read"), from, null),
                    new Filter("P0", Set.of("sign-in"), from, from.plus(Duration.ofHours(9))))) {
                List<Entry> whole = audit.page(filter, 0, 1_000);
                var parts = new ArrayList<Entry>();
                long before = 0;
                List<Entry> some;
                do {
                    some = audit.page(filter, before, 7);
                    parts.addAll(some);
                    before = some.isEmpty() ? 0 : some.get(some.size() - 1).id();
                } while (!some.isEmpty());
                var each = new ArrayList<Entry>();
                audit.each(filter, each::add);
                assertThat(parts).as("%s", filter).isEqualTo(whole).isNotEmpty();
                assertThat(each).isEqualTo(whole);
                assertThat(whole).isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
            }
            assertThat(audit.page(new Filter("P0", Set.of("sign-in"), from, from.plus(Duration.ofHours(9))), 0, 99))
                    .allSatisfy(entry -> {
                        assertThat(entry.at()).isBetween(from, from.plus(Duration.ofHours(9)));
                        assertThat(entry.signIn()).isEqualTo("p0");
                        assertThat(entry.action()).isEqualTo("sign-in");
                    })
                    .hasSize(3);
        }
    }

    @Test
    void whatEarlierReleasesNotedIsStillFoundAndTheOldTableIsGone() {
        String url = "jdbc:h2:file:" + new DistrictHome(folder).state().resolve("server")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        var source = new org.h2.jdbcx.JdbcDataSource();
        source.setURL(url);
        source.setUser("yearbook");
        source.setPassword("");
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:state")
                .target("30")
                .load()
                .migrate();
        var before = org.jooq.impl.DSL.using(source, org.jooq.SQLDialect.H2);
        before.execute("insert into audit (happened_at, sign_in, action, subject, rows_seen) values"
                + " (now(), 'clerk', 'issues.read', '', 2), (now(), 'ruth', 'technology.read', '', 1)");
        before.execute("insert into audit_record values (1, 'student_attendance', 'N1 · 0101 · 2025-09-01'),"
                + " (1, 'student', 'N1'), (1, 'student', 'N2'), (2, 'account', 'jdoe')");
        try (var database = database()) {
            var audit = new AuditTrail(database, movable());
            assertThat(audit.whoSaw("N1")).singleElement().satisfies(entry -> {
                assertThat(entry.signIn()).isEqualTo("clerk");
                assertThat(entry.role()).isEmpty();
            });
            assertThat(audit.whoSaw("N2")).hasSize(1);
            assertThat(audit.whoSaw("jdoe")).extracting(Entry::signIn).containsExactly("ruth");
            assertThat(database.sql().fetch("select number from audit_subject").toString())
                    .doesNotContain("jdoe");
            assertThat(database.sql()
                            .fetchCount(org.jooq
                                    .impl
                                    .DSL
                                    .selectOne()
                                    .from("information_schema.tables")
                                    .where("table_name = 'audit_record'")))
                    .isZero();
        }
    }
}
