package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.engine.Reading;
import org.yearbook.warehouse.engine.ReadingLimits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.publish.ThreeNights;

/** Answers of the workbench taken along as Arrow: what a reader of Arrow finds in them, and who gets none. */
class ArrowAnswersTest {

    private static final String PAGE = "/workbench";

    /** Every kind of value, with nothing among each; more rows than come in one batch. */
    private static final String EVERY_KIND =
            "select a.student_key, a.attendance_date, a.attendance_code, nullif(a.absent_units, 0) as missed,"
                    + " (i / 7)::decimal(18, 4) as part,"
                    + " case when i % 3 > 0 then (12345678901234.5678 + i)::decimal(18, 4) end as exact,"
                    + " i % 2 = 0 as even, i / 8 as real, null as nothing, i::hugeint * 10000000000000000000 as huge,"
                    + " [a.attendance_date, null] as dates,"
                    + " [12345678901234.5678::decimal(18, 4), null, (-i)::decimal(18, 4)] as exacts,"
                    + " case when i % 5 > 0 then [['say \"a, b\"', 'null', '', null], [], null] end as texts,"
                    + " [i, null]::bigint[2] as pair, [i % 2 = 0, null] as facts, []::double[] as none, i"
                    + " from range(40000) t(i) left join (select *, row_number() over (order by student_key, school_number,"
                    + " attendance_date) as place from fact_student_attendance) a on a.place = i order by i";

    @TempDir
    static Path folder;

    private static DistrictHome home;
    private static TestServer server;
    private static SomebodyOfEveryRole everybody;

    @BeforeAll
    static void start() {
        home = ThreeNights.lastOf(folder);
        server = TestServer.start(home);
        everybody = SomebodyOfEveryRole.at(server, "0101");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, String> form(String statement) {
        return Map.of("statement", statement, "audience", "analyst");
    }

    /** {@return the page of the answer, once there is one} */
    private static HttpResponse<String> ask(Visitor visitor, String statement) {
        HttpResponse<String> page = visitor.submit(PAGE, PAGE, form(statement));
        for (int i = 0; i < 1000 && page.body().contains("id=\"live-title\""); i++) {
            page = visitor.get(page.uri().getPath());
        }
        return page;
    }

    /** What a file holds: how it says its types, and its rows. */
    private record Held(List<String> types, List<List<@Nullable Object>> rows, int batches) {}

    private static Held held(byte[] file) throws IOException {
        try (var allocator = new RootAllocator();
                var reader = new ArrowStreamReader(new ByteArrayInputStream(file), allocator)) {
            List<String> types = reader.getVectorSchemaRoot().getSchema().getFields().stream()
                    .map(ArrowAnswersTest::type)
                    .toList();
            List<List<@Nullable Object>> rows = new ArrayList<>();
            int batches = 0;
            while (reader.loadNextBatch()) {
                batches++;
                List<FieldVector> vectors = reader.getVectorSchemaRoot().getFieldVectors();
                for (int row = 0; row < reader.getVectorSchemaRoot().getRowCount(); row++) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (FieldVector vector : vectors) {
                        values.add(value(vector, row));
                    }
                    rows.add(values);
                }
            }
            return new Held(types, rows, batches);
        }
    }

    private static String type(Field field) {
        return field.getName() + " " + field.getType()
                + (field.getChildren().isEmpty()
                        ? ""
                        : field.getChildren().stream()
                                .map(child -> " of"
                                        + type(child).substring(child.getName().length()))
                                .reduce("", String::concat));
    }

    private static @Nullable Object value(ValueVector vector, int at) {
        if (vector.isNull(at)) {
            return null;
        }
        if (vector instanceof ListVector list) {
            return values(list.getDataVector(), list.getElementStartIndex(at), list.getElementEndIndex(at));
        }
        if (vector instanceof FixedSizeListVector list) {
            return values(list.getDataVector(), list.getElementStartIndex(at), list.getElementEndIndex(at));
        }
        if (vector instanceof DateDayVector days) {
            return LocalDate.ofEpochDay(days.get(at));
        }
        return plain(vector.getObject(at));
    }

    private static List<@Nullable Object> values(ValueVector vector, int from, int to) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int at = from; at < to; at++) {
            values.add(value(vector, at));
        }
        return values;
    }

    /** {@return whole numbers of every width as one kind, and texts as texts; everything else as it is} */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Text text) {
            return text.toString();
        }
        if (value instanceof BigDecimal number) {
            return number;
        }
        boolean whole = value instanceof Long || value instanceof Integer || value instanceof java.math.BigInteger;
        return whole ? new BigDecimal(String.valueOf(value)) : value;
    }

    private static List<List<@Nullable Object>> overJdbc(String statement) throws SQLException {
        Path file = Publications.current(home).orElseThrow().file(Audience.ANALYST);
        try (Reading reading = Reading.open(file, ReadingLimits.usual());
                Connection connection = reading.connect();
                PreparedStatement call = connection.prepareStatement(statement);
                ResultSet result = call.executeQuery()) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(fromJdbc(result.getObject(column)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static @Nullable Object fromJdbc(@Nullable Object value) {
        if (!(value instanceof Array array)) {
            return plain(value);
        }
        try {
            List<@Nullable Object> elements = new ArrayList<>();
            for (Object element : (Object[]) array.getArray()) {
                elements.add(fromJdbc(element));
            }
            return elements;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReaderOfArrowFindsTheRowsAndTheTypesThatJdbcTells() throws Exception {
        var visitor = everybody.visitor("analyst");
        var page = ask(visitor, EVERY_KIND);
        String path = page.uri().getPath();
        assertThat(page.body()).contains("href=\"" + path + "/answer.arrows\"", "Download as Arrow");
        HttpResponse<byte[]> file = visitor.file(path + "/answer.arrows");
        assertThat(file.headers().firstValue("Content-Type")).hasValue("application/vnd.apache.arrow.stream");
        assertThat(file.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"answer.arrows\"");
        Held held = held(file.body());
        assertThat(held.batches()).isGreaterThan(1);
        assertThat(held.types())
                .contains(
                        "attendance_date Date(DAY)",
                        "part Decimal(18, 4, 128)",
                        "exact Decimal(18, 4, 128)",
                        "even Bool",
                        "real FloatingPoint(DOUBLE)",
                        "huge Decimal(38, 0, 128)",
                        "dates List of Date(DAY)",
                        "exacts List of Decimal(18, 4, 128)",
                        "texts List of List of Utf8",
                        "pair FixedSizeList(2) of Int(64, true)",
                        "facts List of Bool",
                        "none List of FloatingPoint(DOUBLE)",
                        "i Int(64, true)");
        List<List<@Nullable Object>> rows = overJdbc(EVERY_KIND);
        assertThat(rows).hasSize(40_000);
        assertThat(rows.get(1)).as("a row that has a day").doesNotContainSequence(null, null, null);
        assertThat(held.rows()).isEqualTo(rows);
        assertThat(held.rows().get(1))
                .as("as computed by hand")
                .contains(
                        new BigDecimal("12345678901235.5678"),
                        Arrays.asList(new BigDecimal("12345678901234.5678"), null, new BigDecimal("-1.0000")),
                        Arrays.asList(Arrays.asList("say \"a, b\"", "null", "", null), List.of(), null),
                        Arrays.asList(BigDecimal.ONE, null));
        assertThat(server.running().bean(AuditTrail.class).latest(20))
                .filteredOn(entry -> entry.action().equals("statement.downloaded"))
                .extracting(entry -> entry.signIn() + " " + entry.subject().split(" ")[0] + " " + entry.rowsSeen())
                .contains("the-analyst arrows 40000");
    }

    @Test
    void pagesAndSpreadsheetsShowListsAsBeforeAndParquetHasThemWithTheirTypes() throws IOException {
        var visitor = everybody.visitor("analyst");
        String path = ask(
                        visitor,
                        "select ['a\"b' || chr(10), 'null', null] as texts, [0.10::decimal(4, 2)] as parts, [[1], []] as deep,"
                                + " [{'a': 1}] as structs, {'a': [1]} as struct, null::date[] as days"
                                + " from range(2) t(i) where i > 0")
                .uri()
                .getPath();
        assertThat(visitor.get(path + "/answer.csv").body())
                .isEqualTo("texts,parts,deep,structs,struct,days\r\n\"[\"\"a\\\"\"b\\n\"\",\"\"null\"\",null]\",[0.10],"
                        + "\"[[1],[]]\",\"[{\"\"a\"\":1}]\",\"{\"\"a\"\":[1]}\",\r\n");
        Path parquet = Files.write(
                folder.resolve("lists.parquet"),
                visitor.file(path + "/answer.parquet").body());
        try (Duck duck = Duck.inMemory(new Limits(1, 128, null))) {
            assertThat(duck.sql()
                            .fetchSingle(
                                    "select typeof(texts), texts[1] = 'a\"b' || chr(10) and texts[2] = 'null' and texts[3] is null,"
                                            + " typeof(parts), parts[1]::varchar, typeof(deep), typeof(structs), typeof(struct), typeof(days)"
                                            + " from read_parquet(" + Duck.literal(parquet) + ")")
                            .intoList())
                    .containsExactly(
                            "VARCHAR[]", true, "DECIMAL(4,2)[]", "0.10", "INTEGER[][]", "VARCHAR", "VARCHAR", "DATE[]");
        }
        Held held = held(visitor.file(path + "/answer.arrows").body());
        assertThat(held.types())
                .containsExactly(
                        "texts List of Utf8",
                        "parts List of Decimal(4, 2, 128)",
                        "deep List of List of Int(32, true)",
                        "structs Utf8",
                        "struct Utf8",
                        "days List of Date(DAY)");
        assertThat(held.rows().get(0).get(3)).isEqualTo("[{\"a\":1}]");
    }

    @Test
    void daysBeyondTheYear9999AreToldWhereverTheyStand() throws IOException {
        var visitor = everybody.visitor("analyst");
        var page = ask(
                visitor,
                "select date '12025-09-01' as typo, date 'infinity' as d, date '-infinity' as e,"
                        + " timestamp '12025-09-01 10:11:12.5' as t, timestamp 'infinity' as f,"
                        + " timestamp '-infinity' as g, timestamptz 'infinity' as h, timestamptz '-infinity' as i,"
                        + " [date '12025-09-01', date '-infinity', null] as days");
        assertThat(page.body().replaceAll("(?s)^.*id=\"fault\"[^>]*>(.{400}).*", "FAULT $1"))
                .doesNotStartWith("FAULT");
        String path = page.uri().getPath();
        assertThat(visitor.get(path + "/answer.csv").body().lines().toList().get(1))
                .startsWith(
                        "12025-09-01,infinity,'-infinity,12025-09-01 10:11:12.5,infinity,'-infinity,infinity,'-infinity,");
        Held held = held(visitor.file(path + "/answer.arrows").body());
        assertThat(held.rows().get(0))
                .startsWith(LocalDate.of(12025, 9, 1))
                .satisfies(row -> assertThat(String.valueOf(row.get(8))).startsWith("[+12025-09-01, "));
    }

    @Test
    void anAnswerWithoutARowHasItsColumns() throws IOException {
        var visitor = everybody.visitor("analyst");
        String path = ask(visitor, "select attendance_date, [1.5] as a from fact_student_attendance where false")
                .uri()
                .getPath();
        assertThat(held(visitor.file(path + "/answer.arrows").body()))
                .isEqualTo(
                        new Held(List.of("attendance_date Date(DAY)", "a List of Decimal(2, 1, 128)"), List.of(), 0));
    }

    @Test
    void aLongAnswerEndsWhereTheWorkbenchCutsItByRowsOrByBytes() throws IOException {
        var visitor = everybody.visitor("analyst");
        var page = ask(visitor, "select i from range(500003) t(i)");
        assertThat(page.body()).contains("500,000 rows of 1 column", "The answer is longer");
        Held held = held(visitor.file(page.uri().getPath() + "/answer.arrows").body());
        assertThat(held.rows()).hasSize(500_000).last().isEqualTo(List.of(new BigDecimal("499999")));
        var wide = ask(visitor, "select i, md5(i::varchar) || repeat('w', 4064) as w from range(20000) t(i)");
        assertThat(wide.body()).contains("The answer is longer");
        Held whole = held(visitor.file(wide.uri().getPath() + "/answer.arrows").body());
        assertThat(whole.rows()).as("64 MB of 4,096 letters and a number").hasSize((64 << 20) / (4096 + 8));
    }

    @Test
    void whatWasStoppedOrIsAnothersGivesNoFile() {
        var visitor = everybody.visitor("analyst");
        String path = visitor.submit(
                        PAGE,
                        PAGE,
                        form("select count(*) from fact_student_attendance a, fact_student_attendance b,"
                                + " fact_student_attendance c, fact_student_attendance d"
                                + " where a.absent_units + b.absent_units + c.member_units = d.absent_units"))
                .uri()
                .getPath();
        assertThat(visitor.get(path + "/answer.arrows").statusCode())
                .as("not answered yet")
                .isEqualTo(409);
        visitor.post(path + "/stop", visitor.token("/password"), Map.of());
        var stopped = visitor.get(path);
        for (int i = 0; i < 1000 && stopped.body().contains("id=\"live-title\""); i++) {
            stopped = visitor.get(path);
        }
        assertThat(stopped.body()).contains("You stopped it.").doesNotContain("answer.arrows");
        assertThat(visitor.get(path + "/answer.arrows").statusCode()).isEqualTo(409);
        String own = ask(visitor, "select 4711 as secret").uri().getPath();
        assertThat(visitor.get(own + "/answer.arrows").statusCode()).isEqualTo(200);
        assertThat(everybody
                        .visitor("administrator")
                        .get(own + "/answer.arrows")
                        .statusCode())
                .isEqualTo(410);
    }

    @Test
    void whoeverBreaksOffLeavesNothingBehindAndTheNextOneHasAllOfIt() throws IOException {
        var visitor = everybody.visitor("analyst");
        String path = ask(visitor, "select i, md5(i::varchar) as words from range(300000) t(i)")
                .uri()
                .getPath();
        try (InputStream begun = visitor.stream(path + "/answer.arrows")) {
            assertThat(begun.readNBytes(1000)).hasSize(1000);
        }
        Held held = held(visitor.file(path + "/answer.arrows").body());
        assertThat(held.rows()).hasSize(300_000);
        try (Stream<Path> left = Files.walk(home.state().resolve("answers"))) {
            assertThat(left.filter(Files::isRegularFile))
                    .allMatch(one -> one.toString().endsWith(".duckdb"));
        }
    }
}
