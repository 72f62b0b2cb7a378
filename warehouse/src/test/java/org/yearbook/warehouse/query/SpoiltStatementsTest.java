package org.yearbook.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;
import org.yearbook.warehouse.engine.ReadingLimits;

/**
 * Statements that come of honest ones and of attacks by accident: refused in a sentence, or let through as one that
 * reads the tables of the file.
 */
class SpoiltStatementsTest {

    private static final Spoilt SQL =
            new Spoilt("( ) ' \" ; -- /* */ , . * $$ :: [ { ~union~all~ ~select~ ~from~ ~with~a~as~( "
                    + "read_text('canary.txt') copy~ attach~ dim_student ? lambda~x:~ "
                    + "repeat('a',~99999999) range(1e18::bigint) pragma~ set~ x~->~x values~(1)");
    private static final List<String> HONEST = List.of(
            "select school, count(*) from dim_student where grade = '05' group by all order by 2 desc limit 5",
            "with a as (select *, row_number() over (partition by school order by grade) n from dim_student)"
                    + " select a.school, list_transform([1, 2], x -> x + 1) from a join dim_student b using (grade)",
            "from dim_student select case when grade like '0%' then 'low' else cast(grade as varchar) end",
            "summarize dim_student");
    private static final Pattern READS = Pattern.compile("(?is)^[\\s\\p{Z}\\p{Cf}(;]*(--.*|/\\*.*)?"
            + "[\\s\\p{Z}\\p{Cf}(]*(select|from|with|values|describe|desc|summarize|show|table)\\b.*");

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void publish() throws SQLException, IOException {
        file = folder.resolve("analyst.duckdb");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement call = connection.createStatement()) {
            call.execute("create table dim_student as select 'S' || s as school, '05' as grade from range(9) t(s)");
        }
        Files.writeString(folder.resolve("canary.txt"), "canary-7f3a9");
    }

    private static List<String> attacks() throws IOException {
        try (InputStream in = Objects.requireNonNull(SpoiltStatementsTest.class.getResourceAsStream("attacks.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t")[2])
                    .toList();
        }
    }

    @Test
    void aStatementIsRefusedInASentenceOrReadsTheFileAlone() throws IOException {
        List<String> attacks = attacks();
        var passed = new AtomicInteger();
        var refused = new AtomicInteger();
        var open = new OpenFile("2026-06-01", file, new ReadingLimits(1, 128, 64));
        try (OpenFile.Loan loan = open.lend()) {
            Fuzzing.each(400, random -> {
                List<String> some = random.nextInt(3) == 0 ? attacks : HONEST;
                String statement = SQL.text(some.get(random.nextInt(some.size())), random);
                try {
                    StatementGate.check(statement, loan);
                    passed.incrementAndGet();
                    assertThat(statement).matches(READS);
                    assertThat(bound(statement, loan)).doesNotContain("canary-7f3a9");
                } catch (QueryException e) {
                    refused.incrementAndGet();
                    assertThat(e.getMessage()).isNotBlank().doesNotContain("canary-7f3a9", "INTERNAL");
                }
            });
        }
        open.retire();
        if (!Fuzzing.alone()) {
            assertThat(refused.get()).isPositive();
            assertThat(passed.get()).isPositive();
        }
    }

    /** What the engine says when it looks up what the statement names: it would open a file here, if it could. */
    private static String bound(String statement, OpenFile.Loan loan) {
        try (Connection connection = loan.reading().connect();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            return String.valueOf(prepared.getMetaData());
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
