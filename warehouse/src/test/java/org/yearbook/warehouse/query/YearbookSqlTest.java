package org.yearbook.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.metric.MetricEngine;
import org.yearbook.warehouse.publish.LakeNight;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publisher;

class YearbookSqlTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T08:00:00Z"), ZoneOffset.UTC);

    /** Questions change nothing, so all are asked of one publication. */
    @TempDir
    static Path root;

    private static DistrictHome home = new DistrictHome(Path.of(""));
    private static Publication publication = new Publication("", "", java.time.LocalDate.EPOCH, Path.of(""));

    private record Said(int exit, String out, String err) {}

    @BeforeAll
    static void publish() throws IOException {
        home = new DistrictHome(root);
        Files.writeString(home.settings(), "name: Cedar Valley\nlea_id: \"3100042\"\nstate: IL\n");
        var night = new LakeNight(
                "20260601T020000-a", java.time.LocalDate.of(2026, 6, 1), CLOCK.instant(), java.util.Map.of());
        publication = new Publisher(
                        home, DistrictFile.read(home), MetricEngine.load(home), new Limits(1, 256, null), CLOCK)
                .publish(night, List.of(), step -> {});
    }

    @Test
    void anAnswerIsATableThatPeopleRead() {
        assertThat(sql("select organization_id, name, 12 as students from dim_organization"))
                .isEqualTo(new Said(0, """
                        organization_id  name          students
                        ---------------  ------------  --------
                        3100042          Cedar Valley        12
                        (1 row)
                        """, ""));
        assertThat(sql("select name from dim_organization where false").out()).isEqualTo("name\n----\n(0 rows)\n");
    }

    @Test
    void csvQuotesWhatNeedsItAndTellsNullFromEmpty() {
        assertThat(sql(
                                "select 'a,b' as x, 'say \"hi\"' as y, null as n, '' as e, 1.50::decimal(9, 2) as d,"
                                        + " date '2026-06-01' as day, timestamp '2026-06-01 10:00:00.25' as t, [1, 2] as l, 1e20::double as big,"
                                        + " 'two\nlines' as m",
                                "--format",
                                "csv")
                        .out())
                .isEqualTo("x,y,n,e,d,day,t,l,big,m\r\n\"a,b\",\"say \"\"hi\"\"\",,\"\",1.50,2026-06-01,"
                        + "2026-06-01 10:00:00.25,\"[1, 2]\",100000000000000000000,\"two\nlines\"\r\n");
    }

    @Test
    void jsonIsAnArrayOfObjects() {
        assertThat(sql(
                                "select 1 as a, 'x' as a, null as n, [1.5, 2] as l, {'k': date '2026-06-01'} as s, true as b"
                                        + " union all select 2, '\"', null, null, null, false order by 1",
                                "--format",
                                "json")
                        .out())
                .isEqualTo("""
                        [
                        {"a":1,"a_2":"x","n":null,"l":[1.5,2.0],"s":{"k":"2026-06-01"},"b":true},
                        {"a":2,"a_2":"\\"","n":null,"l":null,"s":null,"b":false}
                        ]
                        """);
        assertThat(sql("select 1 as a where false", "--format", "json").out()).isEqualTo("[]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table dim_organization",
                "insert into dim_organization select * from dim_organization",
                "update dim_organization set name = 'x'",
                "create temp table t as select 1",
                "copy dim_organization to '/tmp/x.csv'",
                "attach ':memory:' as m",
                "set memory_limit = '9GB'",
                "pragma database_list",
                "call pragma_version()",
                "install httpfs",
                "load httpfs",
                "export database '/tmp/x'",
                "prepare p as select 1",
                "select 1; drop table dim_organization",
                "select 1; select 2",
                "with x as (insert into dim_organization select * from dim_organization returning *) select * from x",
                "select * from (with y as (delete from dim_organization returning *) select * from y)",
                "select * from read_csv('/etc/passwd')",
                "select * from read_text('/etc/passwd')",
                "select * from read_blob('/etc/passwd')",
                "select * from read_parquet('/etc/passwd')",
                "select * from glob('/*')",
                "select * from '/etc/passwd'",
                "select * from query('select 1')",
                "select * from query_table('dim_organization')",
                "select * from duckdb_settings()",
                "select * from duckdb_databases()",
                "select * from duckdb_secrets()",
                "select (select count(*) from read_text('/etc/passwd'))",
                "select 1 where exists (from glob('/*'))",
                "select getenv('HOME')",
                "select sleep_ms(10000)",
                "select current_setting('temp_directory')",
                "explain analyze select 1",
                "",
                "   ",
                "-- nothing",
                "selct 1",
                "select nothing from dim_organization",
                "select * from nowhere"
            })
    void onlyReadingThePublicationIsAnswered(String statement) {
        Said said = sql(statement);
        assertThat(said.exit()).as(said.toString()).isEqualTo(1);
        assertThat(said.err()).isNotBlank();
        assertThat(sql("select count(*) as n from dim_organization", "--format", "csv")
                        .out())
                .isEqualTo("n\r\n1\r\n");
    }

    @Test
    void theFileOfAPublicationCannotBeReadAroundItsTables() {
        Said said = sql("select * from read_blob('" + publication.folder().resolve("internal.duckdb") + "')");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("read_blob cannot be used here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show tables",
                "describe dim_organization",
                "summarize dim_organization",
                "from dim_organization",
                "values (1)",
                "table dim_organization",
                "with recursive t(i) as (select 1 union all select i + 1 from t where i < 3) select * from t",
                "select unnest([1, 2])",
                "select * from range(3) t(i), lateral (select i * 2)",
                "(select 1) union (select 2) order by 1;",
                "select table_name, comment from duckdb_tables()",
                "select * from information_schema.columns limit 1",
                "/* why */ select 1 -- because"
            })
    void everyWayOfReadingIsAnswered(String statement) {
        assertThat(sql(statement)).extracting(Said::exit).isEqualTo(0);
    }

    @Test
    void aRefusalHelpsToAskAgain() {
        assertThat(sql("select nam from dim_organization").err()).contains("Candidate bindings: \"name\"");
        assertThat(sql("select 1; select 2").err()).contains("There are 2 statements");
        assertThat(sql("delete from dim_organization").err()).contains("Only statements that read are answered");
        assertThat(sql("select count(*) from quality_issue", "--audience", "public")
                        .err())
                .contains("quality_issue does not exist");
    }

    @Test
    void aLongStatementIsStopped() {
        Said said = sql("select count(*) from range(100000000000) a, range(100000) b", "--timeout", "1");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("stopped after 1 seconds");
    }

    @Test
    void anAnswerThatNobodyReadsAnyMoreEnds() {
        var out = new PrintWriter(new Writer() {
            @Override
            public void write(char[] buffer, int from, int length) throws IOException {
                throw new IOException("broken pipe");
            }

            @Override
            public void flush() {
                // nothing is kept
            }

            @Override
            public void close() {
                // nothing to close
            }
        });
        var err = new StringWriter();
        int exit = YearbookSql.commandLine(CLOCK)
                .setOut(out)
                .setErr(new PrintWriter(err))
                .execute("--home", root.toString(), "--format", "csv", "select * from range(100000000000)");
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void everyQuestionIsWrittenDownForItsOwnerAlone() throws IOException {
        Files.deleteIfExists(home.state().resolve("audit-sql.log"));
        sql("select * from range(3) t(\"line\nbreak\")");
        sql("select 'ab' as x", "--audience", "public");
        sql("select * from nowhere");
        Path log = home.state().resolve("audit-sql.log");
        String who = "{\"at\":\"2026-06-01T08:00:00Z\",\"who\":\"" + System.getProperty("user.name")
                + "\",\"way\":\"command\",\"audience\":";
        String first = who + "\"internal\",\"publication\":\"20260601T020000-a\",\"statement\":"
                + "\"select * from range(3) t(\\\"line\\nbreak\\\")\",";
        String second = who + "\"public\",\"publication\":\"20260601T020000-a\",\"statement\":\"select 'ab' as x\",";
        assertThat(Files.readAllLines(log))
                .containsExactly(
                        first + "\"rows\":0,\"bytes\":0,\"outcome\":\"begun\"}",
                        first + "\"rows\":3,\"bytes\":24,\"outcome\":\"answered\"}",
                        second + "\"rows\":0,\"bytes\":0,\"outcome\":\"begun\"}",
                        second + "\"rows\":1,\"bytes\":2,\"outcome\":\"answered\"}",
                        who + "\"internal\",\"publication\":\"\",\"statement\":\"select * from nowhere\","
                                + "\"rows\":0,\"bytes\":0,\"outcome\":\"refused\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutAPublicationItSaysWhatToRun() throws IOException {
        Path pointer = home.publications().resolve("current.json");
        Path aside = Files.move(pointer, root.resolve("aside.json"));
        try {
            Said said = sql("select 1");
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.err()).contains("There is no publication yet").contains("yearbook nightly --home " + root);
        } finally {
            Files.move(aside, pointer);
        }
    }

    @Test
    void aWrongWordOnTheCommandLineIsUsage() {
        assertThat(sql("select 1", "--audience", "everybody").exit()).isEqualTo(2);
        assertThat(sql("select 1", "--format", "xml").exit()).isEqualTo(2);
        assertThat(sql("select 1", "--timeout", "0").exit()).isEqualTo(2);
        assertThat(YearbookSql.commandLine(CLOCK)
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute("select 1"))
                .isEqualTo(2);
    }

    private Said sql(String statement, String... options) {
        var out = new StringWriter();
        var err = new StringWriter();
        var arguments = new ArrayList<>(List.of("--home", root.toString()));
        arguments.addAll(List.of(options));
        arguments.add(statement);
        int exit = YearbookSql.commandLine(CLOCK)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Said(exit, out.toString(), err.toString());
    }
}
