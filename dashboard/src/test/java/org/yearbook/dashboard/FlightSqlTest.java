package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.access.PasswordDoor;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.access.SecondFactorRule;
import org.yearbook.dashboard.access.SignInSettings;
import org.yearbook.dashboard.desk.Desks;
import org.yearbook.dashboard.desk.Guides;
import org.yearbook.dashboard.flight.FlightException;
import org.yearbook.dashboard.flight.FlightSettings;
import org.yearbook.dashboard.flight.FlightWire;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.dashboard.state.Tokens;

/** The stock JDBC driver of Arrow Flight SQL against the server, as DBeaver and its like use it. */
class FlightSqlTest {

    private static final String PASSWORD = "seven calm herons";

    private static TestServer server;
    private static FlightWire.Place place;
    private static String token;

    @BeforeAll
    static void anAnalystWithAToken() throws ClassNotFoundException {
        Class.forName("org.apache.arrow.driver.jdbc.ArrowFlightJdbcDriver");
        server = TestServer.shared();
        place = server.running().bean(FlightWire.class).place().orElseThrow();
        somebody("flight-analyst", Role.ANALYST);
        somebody("flight-leader", Role.LEADER);
        somebody("flight-admin", Role.ADMINISTRATOR);
        token = token("flight-analyst", TokenScope.STATEMENTS);
    }

    private static void somebody(String signIn, Role role) {
        String hash = server.running().bean(Passwords.class).hash(PASSWORD);
        server.running().bean(People.class).demo(new Newcomer(signIn, "The " + signIn, role, Set.of()), hash);
    }

    private static String token(String signIn, TokenScope... scopes) {
        return server.running()
                .bean(Tokens.class)
                .make(person(signIn), "tool " + System.nanoTime(), Set.of(scopes), 7)
                .secret();
    }

    private static Person person(String signIn) {
        return server.running().bean(People.class).bySignIn(signIn).orElseThrow();
    }

    private static Connection connect(String... settings) throws SQLException {
        var properties = new Properties();
        properties.put("useEncryption", "false");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return DriverManager.getConnection(
                "jdbc:arrow-flight-sql://" + place.host() + ":" + place.port() + "/", properties);
    }

    private static List<String> column(ResultSet rows, int column) throws SQLException {
        try (rows) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(column));
            }
            return values;
        }
    }

    @Test
    void aToolFindsTablesColumnsAndKeys() throws SQLException {
        try (Connection connection = connect("token", token)) {
            var about = connection.getMetaData();
            assertThat(about.getDatabaseProductName()).isEqualTo("Yearbook");
            assertThat(about.isReadOnly()).isTrue();
            assertThat(about.supportsTransactions()).isFalse();
            assertThat(about.getIdentifierQuoteString()).isEqualTo("\"");
            assertThat(column(about.getCatalogs(), 1)).containsExactly("analyst");
            assertThat(column(about.getSchemas(), 1)).containsExactly("main");
            assertThat(column(about.getTableTypes(), 1)).containsExactly("TABLE", "VIEW");
            assertThat(column(about.getTables("analyst", "main", "%", null), 3))
                    .contains("dim_student", "fact_student_attendance", "metric_chronic_absence_rate");
            assertThat(column(about.getTables(null, null, "fact\\_%", new String[] {"TABLE"}), 3))
                    .containsExactly("fact_student_attendance");
            assertThat(column(about.getTables("public", null, "%", null), 3)).isEmpty();
            try (ResultSet columns = about.getColumns(null, null, "fact_student_attendance", "%")) {
                var found = new ArrayList<String>();
                while (columns.next()) {
                    found.add(columns.getString("COLUMN_NAME") + " " + columns.getInt("DATA_TYPE"));
                }
                assertThat(found)
                        .containsExactly(
                                "school_year " + Types.VARCHAR,
                                "student_key " + Types.BIGINT,
                                "attendance_date " + Types.DATE,
                                "absent_units " + Types.INTEGER,
                                "share " + Types.DECIMAL,
                                "seen_at " + Types.TIMESTAMP,
                                "words " + Types.VARCHAR);
            }
            try (ResultSet keys = about.getImportedKeys(null, null, "fact_student_attendance")) {
                var found = new ArrayList<String>();
                while (keys.next()) {
                    found.add(keys.getString("FKCOLUMN_NAME") + " to " + keys.getString("PKTABLE_NAME"));
                }
                assertThat(found).contains("student_key to dim_student", "school_year to dim_school_year");
            }
            assertThat(column(about.getPrimaryKeys(null, null, "dim_student"), 4))
                    .contains("school_year", "student_key");
            assertThat(column(about.getPrimaryKeys("ANALYST", null, "DIM_STUDENT"), 3))
                    .contains("dim_student")
                    .doesNotContain("DIM_STUDENT");
            assertThat(column(about.getImportedKeys(null, null, "FACT_STUDENT_ATTENDANCE"), 3))
                    .contains("dim_student");
            assertThat(column(about.getExportedKeys(null, null, "DIM_STUDENT"), 7))
                    .contains("fact_student_attendance");
        }
    }

    /** The driver fails where the server says nothing, and a tool may ask everything while it connects. */
    @Test
    void whateverAToolAsksOfTheServerIsAnswered() throws SQLException, IllegalAccessException {
        try (Connection connection = connect("token", token)) {
            var about = connection.getMetaData();
            var faults = new ArrayList<String>();
            for (Method asked : DatabaseMetaData.class.getMethods()) {
                try {
                    if (asked.getParameterCount() == 0 && asked.invoke(about) instanceof ResultSet rows) {
                        rows.close();
                    }
                } catch (InvocationTargetException e) {
                    faults.add(asked.getName() + ": " + e.getCause());
                }
            }
            assertThat(faults).isEmpty();
            assertThat(about.getDefaultTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
        }
    }

    @Test
    void aStatementIsAnsweredByTokenByPasswordAndByATokenInItsPlace() throws SQLException {
        String[][] ways = {
            {"token", token},
            {"user", "flight-analyst", "password", PASSWORD},
            {"user", "token", "password", token},
            {"user", "Flight-Analyst", "password", token},
        };
        for (String[] way : ways) {
            try (Connection connection = connect(way);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "select grade_level, count(*) as n from analyst.main.dim_student group by 1 order by 1 nulls last")) {
                assertThat(rows.getMetaData().getColumnLabel(2)).isEqualTo("n");
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("grade_level")).isEqualTo("09");
                assertThat(rows.getLong("n")).isEqualTo(1000);
                assertThat(rows.next()).isTrue();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isNull();
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void aPreparedStatementIsAskedWithValuesAgainAndAgain() throws SQLException {
        try (Connection connection = connect("token", token);
                PreparedStatement statement =
                        connection.prepareStatement("select count(*), min(attendance_date) from fact_student_attendance"
                                + " where student_key < ? and words = ?")) {
            assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(2);
            for (long below : new long[] {1, 300}) {
                statement.setLong(1, below);
                statement.setString(2, "Ä day of 3");
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong(1)).isGreaterThan(0).isLessThan(below * 400);
                    assertThat(rows.getDate(2)).isNotNull();
                }
            }
            statement.setString(2, "' or true --");
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1))
                        .as("a value never becomes part of the statement")
                        .isZero();
            }
        }
    }

    @Test
    void aLargeAnswerComesWholeAndIsWrittenDown() throws SQLException {
        try (Connection connection = connect("token", token);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from fact_student_attendance")) {
            long count = 0;
            long units = 0;
            while (rows.next()) {
                count++;
                units += rows.getInt("absent_units");
            }
            assertThat(count).isEqualTo(AnalystFile.ROWS);
            assertThat(units)
                    .isEqualTo(java.util.stream.LongStream.range(0, AnalystFile.ROWS)
                            .map(row -> row % 2521)
                            .sum());
        }
        assertThat(server.running().bean(AuditTrail.class).latest(20)).anySatisfy(entry -> {
            assertThat(entry.signIn()).isEqualTo("flight-analyst");
            assertThat(entry.rowsSeen()).isEqualTo(AnalystFile.ROWS);
            assertThat(entry.subject())
                    .contains("analyst")
                    .contains("flight")
                    .contains("select * from fact_student_attendance");
        });
    }

    @Test
    void whatIsNoQuestionIsRefusedInWords() throws SQLException {
        try (Connection connection = connect("token", token);
                Statement statement = connection.createStatement()) {
            for (String refused : List.of(
                    "delete from dim_student",
                    "create table t as select 1",
                    "select * from read_text('/etc/passwd')",
                    "copy dim_student to '/tmp/x.csv'",
                    "select 1; select 2")) {
                assertThatThrownBy(() -> statement.executeQuery(refused))
                        .as(refused)
                        .isInstanceOf(SQLException.class)
                        .rootCause()
                        .hasMessageNotContaining("/publications/");
            }
            assertThatThrownBy(() -> statement.executeQuery("select nothing from dim_student"))
                    .hasStackTraceContaining("nothing");
            assertThatThrownBy(() -> statement.executeUpdate("update dim_student set el = true"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void nobodyComesInWithoutTheRightTokenOrPassword() {
        assertThatThrownBy(() -> use("token", "ybk_0")).hasStackTraceContaining("The token opens nothing.");
        assertThatThrownBy(() -> use("user", "flight-leader", "password", token))
                .as("a token of somebody else")
                .hasStackTraceContaining("The token opens nothing.");
        assertThatThrownBy(() -> use("token", token("flight-analyst", TokenScope.NUMBERS)))
                .hasStackTraceContaining("This token is not for statements.");
        assertThatThrownBy(() -> use("user", "flight-leader", "password", PASSWORD))
                .hasStackTraceContaining("The role District leader asks no statements.");
        assertThatThrownBy(() -> use()).hasStackTraceContaining("Give a name and a password");
    }

    @Test
    void nobodyLearnsWhichNamesThereAreAndTooManyTriesHaveToWait() {
        String words = "The name or the password is wrong.";
        assertThatThrownBy(() -> use("user", "flight-admin", "password", "wrong"))
                .hasStackTraceContaining(words);
        assertThatThrownBy(() -> use("user", "no-such-person", "password", "wrong"))
                .hasStackTraceContaining(words);
        for (int i = 0; i < 5; i++) {
            try {
                use("user", "flight-guesser", "password", "wrong " + i);
            } catch (SQLException e) {
                // as it has to be
            }
        }
        assertThatThrownBy(() -> use("user", "flight-guesser", "password", "wrong"))
                .hasStackTraceContaining("Too many wrong passwords");
    }

    private static long use(String... settings) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from dim_school_year")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void anAudienceIsChosenByHeaderOrCatalogAndOnlyWhatThePersonMayAsk() throws SQLException {
        assertThatThrownBy(() -> use("token", token, "audience", "internal"))
                .hasStackTraceContaining("You may ask analyst and public, and no other audience.");
        assertThatThrownBy(() -> use("token", token, "audience", "everything"))
                .hasStackTraceContaining("no other audience");
        assertThatThrownBy(() -> use("token", token("flight-admin", TokenScope.STATEMENTS), "audience", "internal"))
                .as("a token that may not read records does not open the file that names people")
                .hasStackTraceContaining("You may ask analyst and public");
        for (String chooser : List.of("audience", "catalog")) {
            String both = token("flight-admin", TokenScope.STATEMENTS, TokenScope.RECORDS);
            Connection connection = connect("token", both, chooser, "internal");
            assertThat(column(connection.getMetaData().getCatalogs(), 1)).containsExactly("internal");
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select count(*) from quality_issue")) {
                assertThat(rows.next()).isTrue();
            }
            close(connection);
        }
    }

    // Where a catalog was chosen, this driver ends its session once more after it has closed its line.
    private static void close(Connection connection) throws SQLException {
        try {
            connection.close();
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("Channel shutdown invoked")) {
                throw e;
            }
        }
    }

    @Test
    void anAnswerThatNobodyWantsAnyMoreIsStopped() throws Exception {
        var caller = Executors.newSingleThreadExecutor();
        try (Connection connection = connect("token", token);
                Statement statement = connection.createStatement()) {
            var asked = caller.submit(() -> {
                try (ResultSet rows = statement.executeQuery("select count(*) from fact_student_attendance a,"
                        + " fact_student_attendance b where a.absent_units <> b.absent_units + 1")) {
                    return rows.next();
                }
            });
            TimeUnit.MILLISECONDS.sleep(700);
            statement.cancel();
            assertThatThrownBy(() -> asked.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        } finally {
            caller.shutdownNow();
        }
        awaitStopped();
        assertThat(use("token", token)).isEqualTo(2);
    }

    @Test
    void whoLeavesOrHasAnotherRoleOrEndsATokenGetsNoFurtherOnAnOpenConnection() throws SQLException {
        People people = server.running().bean(People.class);
        Tokens tokens = server.running().bean(Tokens.class);
        for (String way : List.of("moved", "closed", "changed", "ended")) {
            String signIn = "flight-" + way;
            somebody(signIn, Role.ANALYST);
            Person person = person(signIn);
            String[] settings = way.equals("ended")
                    ? new String[] {"token", token(signIn, TokenScope.STATEMENTS)}
                    : new String[] {"user", signIn, "password", PASSWORD};
            Connection connection = connect(settings);
            Statement statement = connection.createStatement();
            assertThat(column(statement.executeQuery("select 1"), 1)).containsExactly("1");
            switch (way) {
                case "moved" -> people.place(person.id(), Role.LEADER, Set.of());
                case "closed" -> people.enable(person.id(), false);
                case "changed" ->
                    people.setPassword(
                            person.id(), server.running().bean(Passwords.class).hash("another calm heron"), false);
                default -> tokens.of(person.id()).forEach(token -> tokens.end(token, person));
            }
            assertThatThrownBy(() -> statement.executeQuery("select 2"))
                    .as(way)
                    .hasStackTraceContaining(
                            way.equals("ended") ? "The token opens nothing" : "Your connection has ended");
            connection.close();
        }
    }

    @Test
    void aTokenOpensWhatItsPersonsRoleOpensNow() throws SQLException {
        somebody("flight-mover", Role.ADMINISTRATOR);
        String both = token("flight-mover", TokenScope.STATEMENTS, TokenScope.RECORDS);
        People people = server.running().bean(People.class);
        assertThat(use("token", both)).isEqualTo(2);
        people.place(person("flight-mover").id(), Role.ANALYST, Set.of());
        assertThatThrownBy(() -> use("token", both, "audience", "internal"))
                .hasStackTraceContaining("You may ask analyst and public");
        people.place(person("flight-mover").id(), Role.LEADER, Set.of());
        assertThatThrownBy(() -> use("token", both)).hasStackTraceContaining("asks no statements");
    }

    private static FlightWire wire(Optional<FlightSettings.Tls> tls, Clock clock) {
        var beans = server.running();
        var house = new FlightWire.House(
                beans.bean(People.class),
                beans.bean(Tokens.class),
                beans.bean(PasswordDoor.class),
                beans.bean(SecondFactorRule.class),
                beans.bean(AuditTrail.class),
                beans.bean(SignInSettings.class),
                clock);
        var settings = new FlightSettings("localhost", 0, "localhost", tls);
        return new FlightWire(Optional.of(settings), house, beans.bean(Desks.class), beans.bean(Guides.class));
    }

    @Test
    void oneToolWithAnOldTokenDoesNotShutOutTheOthersOfItsAddress() throws Exception {
        Clock minute = Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC);
        try (var wire = wire(Optional.empty(), minute)) {
            wire.start();
            String url = "jdbc:arrow-flight-sql://localhost:"
                    + wire.place().orElseThrow().port() + "/?useEncryption=false&token=";
            for (int i = 0; i < 30; i++) {
                assertThatThrownBy(() -> count(url + "ybk_0")).hasStackTraceContaining("The token opens nothing.");
            }
            assertThatThrownBy(() -> count(url + "ybk_0")).hasStackTraceContaining("Too many calls.");
            assertThat(count(url + token)).isEqualTo(2);
        }
    }

    private static long count(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from dim_school_year")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aKeyThatCannotBeUsedIsSaidInWordsThatDoNotTellIt(@TempDir Path folder) throws Exception {
        Certified made = Certified.in(folder);
        Path other = Files.writeString(folder.resolve("other.key"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n");
        for (Path key : List.of(other, made.certificate())) {
            try (var wire = wire(Optional.of(new FlightSettings.Tls(made.certificate(), key)), Clock.systemUTC())) {
                assertThatThrownBy(wire::start)
                        .isInstanceOf(FlightException.class)
                        .hasMessageContaining("the certificate or the key cannot be used")
                        .satisfies(fault ->
                                assertThat(Throwables.getStackTrace(fault)).doesNotContain("c2VjcmV0"));
                assertThat(wire.place()).isEmpty();
            }
        }
    }

    @Test
    void overTlsATableIsReadByWhoeverKnowsTheCertificateAndByNobodyElse(@TempDir Path folder) throws Exception {
        Certified made = Certified.in(folder);
        try (var wire = wire(Optional.of(new FlightSettings.Tls(made.certificate(), made.key())), Clock.systemUTC())) {
            wire.start();
            String url = "jdbc:arrow-flight-sql://localhost:"
                    + wire.place().orElseThrow().port() + "/?token=" + token + "&useEncryption=";
            try (Connection connection = DriverManager.getConnection(url + "true&tlsRootCerts=" + made.certificate());
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select count(*) from dim_school_year")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(2);
            }
            assertThatThrownBy(() -> DriverManager.getConnection(url + "true&useSystemTrustStore=false")
                            .createStatement()
                            .executeQuery("select 1"))
                    .as("a certificate that nobody vouches for")
                    .isInstanceOf(Exception.class);
            assertThatThrownBy(() -> DriverManager.getConnection(url + "false")
                            .createStatement()
                            .executeQuery("select 1"))
                    .as("a plain line")
                    .isInstanceOf(Exception.class);
        }
    }

    private static void awaitStopped() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            boolean stopped = server.running().bean(AuditTrail.class).latest(20).stream()
                    .anyMatch(entry -> entry.subject().contains(" stopped bytes="));
            if (stopped) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("the question ran on");
    }
}
