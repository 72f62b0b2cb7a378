package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.glossary.Deliverers.Promise;
import org.yearbook.warehouse.glossary.YearbookGlossary;

class PublishTest {

    /** Planted in every column that names a person; none of them may be found outside internal. */
    private static final List<String> PLANTED = List.of(
            "90817263",
            "STU-SRC-77",
            "Zebulonia",
            "Quackenbush",
            "Middlefitz",
            "zeb.quack@mail.example",
            "zquack99",
            "E-55443322",
            "Thaddeusa",
            "Wigglesworth",
            "Formerly-Known",
            "Prefername",
            "thad@mail.example",
            "twiggle77",
            "+15550198877",
            "2009-02-27",
            "1977-03-14",
            "Thad Wiggle",
            "POS-31337",
            "INC-424242",
            "FORM-999888",
            "EV-1020304",
            "cried about home",
            "secret-reason",
            "USER-66554433",
            "USER-99887766",
            "Inky Cumbent",
            "7654321",
            "CRED-778899",
            "TASK-112233",
            "Order a laptop",
            "Assy Nee",
            "thad.w@suite.example",
            "1044/7/22");

    @TempDir
    Path root;

    @Test
    void nothingThatNamesAPersonLeavesTheInternalFile() throws IOException {
        TestLake lake = planted();
        Publication publication = lake.publish();
        for (Audience audience : List.of(Audience.ANALYST, Audience.PUBLIC)) {
            for (String value : everyValue(publication.file(audience))) {
                assertThat(PLANTED).as(audience + " holds " + value).noneMatch(value::contains);
            }
            String bytes = Files.readString(publication.file(audience), StandardCharsets.ISO_8859_1);
            assertThat(PLANTED).as(audience.label()).noneMatch(bytes::contains);
        }
        assertThat(lake.lines("select given_name, family_name, student_number from dim_student"))
                .containsExactly("Zebulonia|Quackenbush|90817263");
        assertThat(lake.lines("select raw_value from quality_issue")).containsExactly("1044/7/22");
        List<String> internal = everyValue(publication.file(Audience.INTERNAL));
        assertThat(List.of("Wigglesworth", "Inky Cumbent", "7654321", "CRED-778899", "Order a laptop back", "Assy Nee"))
                .allMatch(planted -> internal.stream().anyMatch(value -> value.contains(planted)));
        assertThat(lake.lines("select account_name from fact_app_activity order by 1"))
                .hasSize(5)
                .contains("thad.w@suite.example", "thad@mail.example");
    }

    /** What DuckDB writes of itself begins with a number for its form: 67 is that of 1.4, which later ones read too. */
    @Test
    void olderReleasesOfDuckDbReadItsFiles() throws IOException {
        Publication publication = planted().publish();
        for (Audience audience : Audience.values()) {
            ByteBuffer head = ByteBuffer.wrap(Files.readAllBytes(publication.file(audience)), 8, 12)
                    .order(ByteOrder.LITTLE_ENDIAN);
            byte[] name = new byte[4];
            head.get(name);
            assertThat(new String(name, StandardCharsets.US_ASCII)).isEqualTo("DUCK");
            assertThat(head.getLong()).as(audience.label()).isEqualTo(67);
        }
    }

    @Test
    void analystsSeeTheSameRowsUnderPseudonyms() {
        TestLake lake = planted();
        lake.publish();
        String days = "select student_key, school_number, attendance_date, absent_units from fact_student_attendance";
        assertThat(lake.lines(Audience.ANALYST, days))
                .isEqualTo(lake.lines(days))
                .hasSize(1);
        assertThat(lake.lines(Audience.ANALYST, "from quality_count"))
                .containsExactly("STU-01|major|demographic|2025-26|0101|open|1");
        assertThat(lake.lines(Audience.PUBLIC, "select table_name from duckdb_tables() order by 1"))
                .containsExactly(
                        "dim_organization",
                        "dim_school_year",
                        "freshness",
                        "metric_definition",
                        "metric_goal",
                        "metric_missing_input",
                        "metric_threshold",
                        "metric_value",
                        "publication");
    }

    @Test
    void theInternalFileTellsWhatIsHiddenFromThoseWhoSeeSomeSchools(@TempDir Path other) {
        Publication publication = ThreeNights.lastNight(other);
        try (Duck duck = Duck.inMemory(new Limits(1, 256, null))) {
            duck.run("attach " + Duck.literal(publication.file(Audience.INTERNAL)) + " as internal (read_only)");
            duck.run("attach " + Duck.literal(publication.file(Audience.ANALYST)) + " as analyst (read_only)");
            String pairs = "from internal.metric_value i join analyst.metric_value a using (metric, authority, version,"
                    + " policy, school_year, organization_id, group_dimension, group_value)";
            assertThat(duck.sql().fetch("select * " + pairs + " where i.hidden <> (a.status = 'suppressed')"))
                    .isEmpty();
            assertThat(duck.sql().fetch("select * " + pairs + " where i.hidden"))
                    .isNotEmpty();
            assertThat(duck.sql()
                            .fetchSingle("select i.hidden_schools " + pairs + " where not i.hidden"
                                    + " and i.metric = 'chronic_absence_rate' and i.authority = 'district'"
                                    + " and i.policy = 'in_force' and i.organization_type = 'district'"
                                    + " and i.group_dimension = 'all'")
                            .get(0, String.class))
                    .isEqualTo("0101,0103");
        }
    }

    @Test
    void aPersonKeepsTheirPseudonymAndAStudentNeverSharesIt() throws IOException {
        TestLake lake = planted();
        lake.publish();
        List<String> first =
                lake.lines("select student_key from dim_student union all select staff_key from dim_staff");
        lake.publish();
        assertThat(lake.lines("select student_key from dim_student union all select staff_key from dim_staff"))
                .isEqualTo(first)
                .doesNotHaveDuplicates()
                .allMatch(key -> Long.parseLong(key) > 0);
        Path key = lake.home().state().resolve("pseudonym.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Files.writeString(key, "not a key");
        assertThatThrownBy(lake::publish)
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("pseudonym.key is damaged");
    }

    @Test
    void everyTableAndColumnSaysWhatItIs() throws IOException {
        String taken = Files.readString(Path.of("..", "metrics-definitions", "schema", "metric.schema.json"))
                .lines()
                .filter(line -> line.contains("\"not\": {\"enum\""))
                .findFirst()
                .orElseThrow();
        TestLake lake = planted();
        lake.publish();
        for (Audience audience : Audience.values()) {
            assertThat(lake.lines(
                            audience,
                            "select table_name from duckdb_tables() where comment is null union all"
                                    + " select view_name from duckdb_views() where comment is null and not internal"))
                    .isEmpty();
            assertThat(lake.lines(
                            audience,
                            "select table_name || '.' || column_name from duckdb_columns()"
                                    + " where not internal and comment is null"))
                    .isEmpty();
            assertThat(
                            lake.lines(
                                    audience,
                                    "select substring(table_name, 8) from duckdb_tables() where table_name like 'metric\\_%' escape '\\'"))
                    .as("no metric may be called like a table, or its view would have the name")
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(taken).contains("\"" + name + "\""));
        }
        whatEverybodyMayNotSeeIsNotInTheirFile(lake);
    }

    private static void whatEverybodyMayNotSeeIsNotInTheirFile(TestLake lake) {
        for (Audience audience : Audience.values()) {
            assertThat(lake.lines(
                            audience,
                            "select 'number' from metric_value where metric = 'exclusion_rate' union select 'definition'"
                                    + " from metric_definition where metric = 'exclusion_rate' union select 'view' from"
                                    + " duckdb_views() where view_name = 'metric_exclusion_rate'"))
                    .hasSize(audience == Audience.PUBLIC ? 0 : 3);
        }
    }

    @Test
    void readersMoveToTheNewNightWithoutAnError() throws Exception {
        TestLake lake = planted();
        lake.publish();
        var done = new AtomicBoolean();
        var readers = Executors.newFixedThreadPool(3);
        try (var editions = new Editions(lake.home(), 10, 3)) {
            List<Future<Integer>> reading = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Callable<Integer> reader = () -> {
                    int reads = 0;
                    while (!done.get() || reads == 0) {
                        reads += editions.ask(answers -> answers.nights().steps())
                                        .isEmpty()
                                ? 0
                                : 1;
                        Path file = Publications.fileOf(lake.home(), Audience.PUBLIC)
                                .orElseThrow();
                        try (Duck duck = Duck.read(file, TestLake.LIMITS)) {
                            reads += duck.sql()
                                    .fetchCount(
                                            duck.sql().selectFrom("publication").where("true"));
                        }
                    }
                    return reads;
                };
                reading.add(readers.submit(reader));
            }
            for (int night = 0; night < 3; night++) {
                lake.publish();
            }
            done.set(true);
            for (Future<Integer> reader : reading) {
                assertThat(reader.get()).isPositive();
            }
        } finally {
            done.set(true);
            readers.shutdown();
        }
        assertThat(Publications.list(lake.home())).hasSize(Publications.LATEST);
    }

    @Test
    void aFailureLeavesTheLastPublicationAndNothingElse() throws IOException {
        TestLake lake = planted();
        Publication good = lake.publish();
        LakeNight night = lake.night("20260602T020000-b");
        var lying = new TreeMap<String, LakeNight.Table>(night.tables());
        lying.computeIfPresent(
                "training", (name, table) -> new LakeNight.Table(table.snapshot(), table.files(), table.rows() + 1));
        assertThatThrownBy(() -> lake.publisher()
                        .publish(
                                new LakeNight(night.id(), night.date(), night.finished(), lying),
                                List.of(),
                                step -> {}))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("fact_training has 1 rows, but the lake's training has 2");
        lying.put("training", new LakeNight.Table(1, List.of(root.resolve("gone.parquet")), 1));
        assertThatThrownBy(() -> lake.publisher()
                        .publish(
                                new LakeNight(night.id(), night.date(), night.finished(), lying),
                                List.of(),
                                step -> {}))
                .isInstanceOf(RuntimeException.class);
        assertThat(Publications.current(lake.home())).contains(good);
        assertThat(entries(lake)).containsExactlyInAnyOrder(good.id(), "current.json", "publish.lock");
    }

    @Test
    void whatAKilledRunLeftIsSweptAway() throws IOException {
        TestLake lake = planted();
        Path left = Files.createDirectories(lake.home().publications().resolve("20260501T020000-x.tmp"));
        Files.writeString(left.resolve("internal.duckdb"), "half");
        Files.writeString(lake.home().publications().resolve("current.json.123.tmp"), "{");
        Publication publication = lake.publish();
        assertThat(entries(lake)).containsExactlyInAnyOrder(publication.id(), "current.json", "publish.lock");
        assertThat(publication.folder().toFile().list())
                .containsExactlyInAnyOrder(
                        "internal.duckdb", "analyst.duckdb", "public.duckdb", "manifest.json", "numbers");
    }

    @Test
    void onlyOneCanPublishAtATime() throws IOException {
        TestLake lake = planted();
        Files.createDirectories(lake.home().publications());
        try (var channel = FileChannel.open(
                        lake.home().publications().resolve("publish.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(lake::publish)
                    .isInstanceOf(PublicationException.class)
                    .hasMessageContaining("Another publication is being built");
        }
    }

    @Test
    void theSameNightPublishedAgainIsAnotherPublicationAndOldOnesGo() {
        TestLake lake = planted();
        assertThat(lake.publish().id()).isEqualTo("20260601T020000-a");
        for (int i = 2; i <= Publications.LATEST + 2; i++) {
            assertThat(lake.publish().id()).isEqualTo("20260601T020000-a-00" + i);
        }
        assertThat(Publications.list(lake.home())).hasSize(Publications.LATEST);
        assertThat(Publications.current(lake.home()).orElseThrow().id()).isEqualTo("20260601T020000-a-005");
    }

    @Test
    void theNightTellsItsSteps() {
        TestLake lake = planted();
        var told = new ArrayList<RunStep>();
        lake.publisher()
                .publish(
                        lake.night("20260601T020000-a"),
                        List.of(new RunStep("20260601T020000-a", "land", "SIS", 17, 0.5)),
                        told::add);
        assertThat(told)
                .extracting(RunStep::step)
                .containsExactly(
                        "publish star", "publish internal", "metrics", "months", "suppress", "check publication");
        assertThat(lake.lines("select step, source from run_step"))
                .containsExactly(
                        "land|SIS",
                        "publish star|",
                        "publish internal|",
                        "metrics|",
                        "months|",
                        "suppress|",
                        "check publication|");
    }

    @Test
    void theManifestNamesWhatItWasBuiltFrom() throws IOException {
        TestLake lake = planted();
        String manifest = Files.readString(lake.publish().folder().resolve("manifest.json"));
        assertThat(manifest)
                .contains("\"night\" : \"20260601T020000-a\"")
                .contains("\"snapshot\" : 4711")
                .contains("\"definitions\"")
                .contains("\"fact_student_attendance\" : 1");
    }

    @Test
    void qualityTablesTellTheStateOfTheNight() {
        String issue = "issue_key, rule_id, severity, entity, school_year, first_seen date, resolved_on date,"
                + " reopened_on date";
        TestLake lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "quality_issue",
                        issue,
                        "a, R1, major, staff, all, 2026-06-01, , ",
                        "b, R1, major, staff, all, 2026-05-01, , ",
                        "c, R1, major, staff, all, 2026-05-01, 2026-05-20, ",
                        "d, R1, major, staff, all, 2026-05-01, , 2026-06-01")
                .rows(
                        "delivery",
                        "delivery_id, source, file, arrived date, status, reason, delivered bigint, rejected bigint,"
                                + " data_through date, contract_id",
                        "d1, SIS, o.zip!users.csv, 2026-06-01, loaded, , 10, 1, 2026-05-31, or-users",
                        "d1, SIS, o.zip!orgs.csv, 2026-06-01, unchanged, , 3, 0, , ",
                        "d2, HR, hr.csv, 2026-06-01, held, too few rows, 7, 0, , hr-staff")
                .rows(
                        "row_count",
                        "delivery_id, source, file, entity, school_year, loaded bigint, quarantined bigint,"
                                + " duplicate bigint",
                        "d1, SIS, o.zip!users.csv, roster_user, 2025-26, 4, 1, 0",
                        "d1, SIS, o.zip!users.csv, roster_user, 2024-25, 2, 0, 2",
                        "d1, SIS, o.zip!orgs.csv, organization, 2025-26, 3, 0, 0");
        lake.publish();
        assertThat(lake.lines("select issue_key, status, last_seen from quality_issue order by 1"))
                .containsExactly(
                        "a|new|2026-06-01", "b|open|2026-06-01", "c|resolved|2026-05-19", "d|reopened|2026-06-01");
        assertThat(lake.lines("select file, delivered, loaded, quarantined, duplicate from row_account order by 1"))
                .containsExactly("hr.csv|7|0|7|0", "o.zip!orgs.csv|3|3|0|0", "o.zip!users.csv|10|6|2|2");
        assertThat(lake.lines("select file from freshness order by 1"))
                .containsExactly("o.zip!orgs.csv", "o.zip!users.csv");
        assertThat(lake.lines(Audience.PUBLIC, "select source, arrived, data_through, files from freshness"))
                .containsExactly("SIS|2026-06-01|2026-05-31|2");
        // A file that was held back stands behind nothing, and years of one file are not several files.
        assertThat(lake.lines("select entity, source, arrived, data_through, files from entity_source order by 1"))
                .containsExactly("organization|SIS|2026-06-01||1", "roster_user|SIS|2026-06-01|2026-05-31|1");
        assertThat(explained(lake))
                .contains("In 2025-26: district 2, state 2, federal 1.")
                .contains("people than 10,")
                .contains("made of roster_user: Users from SIS (clerk), promised at most 3 days old, last from SIS on"
                        + " 2026-06-01 with days through 2026-05-31.")
                .contains(
                        "made of organization: Schools from SIS (clerk), nothing promised of its age, last from SIS on"
                                + " 2026-06-01.")
                .contains("made of calendar_day: not delivered.");
    }

    private static String explained(TestLake lake) {
        Map<String, Promise> promises = Map.of(
                "roster_user", new Promise("or-users", "SIS", "Users", "clerk", 3, null),
                "organization", new Promise("or-orgs", "SIS", "Schools", "clerk", 0, null),
                "calendar_day", new Promise("hr-staff", "HR", "Calendar", "clerk", 3, null));
        var out = new StringWriter();
        assertThat(YearbookGlossary.command(
                                Clock.systemUTC(),
                                home -> entity ->
                                        Stream.ofNullable(promises.get(entity)).toList(),
                                new PrintWriter(out, true),
                                new PrintWriter(out, true))
                        .execute(
                                "explain",
                                "chronic_absence_rate",
                                "--year",
                                "2025-26",
                                "--home",
                                lake.home().root().toString()))
                .isZero();
        return out.toString().replaceAll("\\s+", " ");
    }

    private TestLake planted() {
        return TestLake.in(root, "2026-06-01")
                .rows(
                        "roster_user",
                        "school_year, sourced_id, role, identifier, given_name, family_name, middle_name, email, username, phone",
                        "2025-26, STU-SRC-77, student, 90817263, Zebulonia, Quackenbush, Middlefitz,"
                                + " zeb.quack@mail.example, zquack99, +15550198877")
                .rows(
                        "demographic",
                        "school_year, sourced_id, birth_date date, sex",
                        "2025-26, STU-SRC-77, 2009-02-27, Female")
                .rows(
                        "school_enrollment",
                        "school_year, student_number, school_number, grade_level, entry_date date, entry_code",
                        "2025-26, 90817263, 0101, 09, 2025-08-20, E1")
                .rows(
                        "student_attendance",
                        "school_year, student_number, school_number, attendance_date date, attendance_code,"
                                + " member_units integer, absent_units integer",
                        "2025-26, 90817263, 0101, 2025-09-01, A, 2520, 2520")
                .rows(
                        "student_program",
                        "school_year, student_number, program, begin_date date",
                        "2025-26, 90817263, EL, 2025-08-20")
                .rows(
                        "discipline_incident",
                        "school_year, incident_id, student_number, school_number, incident_date date, behavior, comment",
                        "2025-26, INC-424242, 90817263, 0101, 2025-09-02, FIGHT, cried about home")
                .rows(
                        "assessment_result",
                        "school_year, student_number, school_number, test, subject, test_date date",
                        "2025-26, 90817263, 0101, State test, Math, 2026-04-01")
                .rows(
                        "staff",
                        "school_year, employee_id, legal_first_name, legal_last_name, former_last_name,"
                                + " preferred_first_name, birth_date date, email, hire_date date, separation_date date,"
                                + " separation_reason, status",
                        "all, E-55443322, Thaddeusa, Wigglesworth, Formerly-Known, Prefername, 1977-03-14,"
                                + " thad@mail.example, 2010-08-01, 2026-05-15, secret-reason, left")
                .rows(
                        "staff_assignment",
                        "school_year, employee_id, position_id, staff_classification, school_number, begin_date date",
                        "all, E-55443322, POS-31337, Teacher, 0101, 2010-08-01")
                .rows(
                        "staff_absence",
                        "school_year, employee_id, absence_date date, days decimal, reason",
                        "2025-26, E-55443322, 2025-10-10, 1, secret-reason")
                .rows(
                        "account",
                        "school_year, account_name, employee_id, given_name, family_name, display_name, email, enabled boolean",
                        "all, twiggle77, E-55443322, Thaddeusa, Wigglesworth, Thad Wiggle, thad@mail.example, true")
                .rows(
                        "account_event",
                        "school_year, event_id, occurred_at timestamp, account_name, action, actor",
                        "2025-26, EV-1020304, 2026-05-20 10:00:00, twiggle77, disabled, twiggle77")
                .rows(
                        "app_usage",
                        "school_year, application_id, month, user_kind, user_id, logins bigint",
                        "2025-26, APP-1, 2025-09, student, 90817263, 4",
                        "2025-26, APP-1, 2025-09, guest, USER-66554433, 4")
                .rows(
                        "app_usage_day",
                        "school_year, application_id, usage_date date, user_kind, user_id, school_number, accesses bigint",
                        "2025-26, APP-1, 2025-09-03, student, 90817263, 0101, 2",
                        "2025-26, APP-1, 2025-09-03, , USER-99887766, 0101, 2")
                .rows(
                        "app_activity",
                        "school_year, account_name, employee_id, application_id, report_date date, last_activity_on date,"
                                + " licensed boolean, deleted boolean",
                        "2025-26, thad.w@suite.example, E-55443322, pluralsight, 2026-05-01, 2026-04-30, true, false")
                .rows(
                        "productivity_usage",
                        "school_year, account_name, report_date date, deleted boolean, has_exchange_license boolean,"
                                + " exchange_last_activity_on date",
                        "2025-26, thad@mail.example, 2026-05-01, false, true, 2026-04-30")
                .rows(
                        "position",
                        "school_year, position_id, department_id, job_title, fte decimal, annual_salary_cents bigint,"
                                + " annual_benefit_cents bigint, employee_id, incumbent_name, as_of date",
                        "all, POS-31337, 0101, Teacher, 1, 7654321, 7654321, E-55443322, Inky Cumbent, 2026-05-01")
                .rows(
                        "credential",
                        "school_year, employee_id, credential_id, credential_type, issued_on date, expires_on date",
                        "all, E-55443322, CRED-778899, license, 2020-07-01, 2030-06-30")
                .rows(
                        "onboarding_task",
                        "school_year, task_id, employee_id, kind, task, system, assigned_to, due_on date, completed_on date",
                        "2025-26, TASK-112233, E-55443322, offboarding, Order a laptop back, Laptops, Assy Nee, 2026-05-15, ")
                .rows(
                        "course_result",
                        "school_year, student_number, school_number, course_code, term, mark",
                        "2025-26, 90817263, 0101, ALG1, S1, B")
                .rows(
                        "workflow_item",
                        "school_year, form_id, form_name, channel, submitted_at timestamp, status, school_number, comment",
                        "2025-26, FORM-999888, Leave request, digital, 2025-09-01 10:00:00, completed, 0101, cried about home")
                .rows(
                        "training",
                        "school_year, employee_id, course, completed_on date",
                        "2025-26, E-55443322, Fire safety, 2025-09-01")
                .rows(
                        "calendar_day",
                        "school_year, school_number, calendar_date date, note",
                        "2025-26, 0101, 2025-09-01, cried about home")
                .rows("bus_ride", "school_year, student_number", "2025-26, 90817263")
                .rows(
                        "quality_issue",
                        "issue_key, rule_id, severity, entity, school_year, record_key, field, raw_value, school_id,"
                                + " message, first_seen date",
                        "k1, STU-01, major, demographic, 2025-26, 90817263, birth_date, 1044/7/22, 0101,"
                                + " Zebulonia has no birth date, 2026-05-01")
                .rows(
                        "standardization_fact",
                        "entity, school_year, field, raw_value, standard_value, how, rows bigint",
                        "roster_user, 2025-26, phone, +15550198877, +15550198877, rule, 1");
    }

    private static List<String> everyValue(Path file) {
        var values = new ArrayList<String>();
        try (Duck duck = Duck.read(file, TestLake.LIMITS)) {
            for (var table : duck.sql().fetch("select table_name from duckdb_tables()")) {
                duck.sql()
                        .fetch("from " + Catalogue.quoted(table.get(0, String.class)))
                        .forEach(row -> row.intoList().forEach(value -> values.add(String.valueOf(value))));
            }
        }
        return values;
    }

    private static List<String> entries(TestLake lake) throws IOException {
        try (Stream<Path> entries = Files.list(lake.home().publications())) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
