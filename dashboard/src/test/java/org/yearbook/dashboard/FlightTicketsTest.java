package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.flight.FlightWire;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.dashboard.state.Tokens;

/** The protocol itself, call by call, as somebody with bad intentions could speak it. */
class FlightTicketsTest {

    private static BufferAllocator allocator;
    private static FlightSqlClient client;
    private static CallOption one;
    private static CallOption other;

    @BeforeAll
    static void twoAnalysts() {
        TestServer server = TestServer.shared();
        FlightWire.Place place = server.running().bean(FlightWire.class).place().orElseThrow();
        allocator = new RootAllocator();
        client = new FlightSqlClient(
                FlightClient.builder(allocator, Location.forGrpcInsecure(place.host(), place.port()))
                        .build());
        one = token(server, "ticket-one");
        other = token(server, "ticket-other");
    }

    private static CallOption token(TestServer server, String signIn) {
        People people = server.running().bean(People.class);
        people.demo(
                new Newcomer(signIn, signIn, Role.ANALYST, Set.of()),
                server.running().bean(Passwords.class).hash("eleven slow geese"));
        String secret = server.running()
                .bean(Tokens.class)
                .make(people.bySignIn(signIn).orElseThrow(), "tickets", Set.of(TokenScope.STATEMENTS), 1)
                .secret();
        return new CredentialCallOption(new BearerCredentialWriter(secret));
    }

    @AfterAll
    static void close() throws Exception {
        client.close();
        allocator.close();
    }

    private static long rows(FlightInfo info, CallOption who) throws Exception {
        long rows = 0;
        try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket(), who)) {
            while (stream.next()) {
                rows += stream.getRoot().getRowCount();
            }
        }
        return rows;
    }

    @Test
    void aTicketIsGoodOnceAndForItsPersonAlone() throws Exception {
        FlightInfo info = client.execute("select * from dim_student", one);
        assertThatThrownBy(() -> rows(info, other)).hasMessageContaining("There is no such answer to fetch");
        assertThat(rows(info, one)).isEqualTo(3000);
        assertThatThrownBy(() -> rows(info, one)).hasMessageContaining("There is no such answer to fetch");
        FlightInfo tables = client.getTables(null, null, null, null, true, one);
        assertThatThrownBy(() -> rows(tables, other)).hasMessageContaining("There is no such answer to fetch");
        assertThat(rows(tables, one)).isGreaterThan(3);
    }

    @Test
    void whatIsToldOfAnAnswerIsExactlyWhatComes() throws Exception {
        FlightInfo info = client.execute(
                "select 1::tinyint a, 2::smallint b, 3 c, 4::bigint d, 5::hugeint e, 1::utinyint f, 1::ubigint g,"
                        + " 1.5::float h, 1.5::double i, 1.25::decimal(9, 2) j, 'x' k, 'x'::blob l, date '2026-01-01' m,"
                        + " time '10:00' n, timestamp '2026-01-01 10:00' o, interval 1 day p, true q, 1 a",
                one);
        Schema told = info.getSchemaOptional().orElseThrow();
        try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket(), one)) {
            assertThat(stream.getSchema().getFields()).hasSize(18);
            assertThat(stream.getSchema()).isEqualTo(told);
        }
        FlightInfo unknown = client.execute("select null as a, [1] as b, 1 as c", one);
        try (FlightStream stream =
                client.getStream(unknown.getEndpoints().get(0).getTicket(), one)) {
            assertThat(stream.getSchema().getFields()).hasSize(3);
            assertThat(unknown.getSchemaOptional())
                    .as("better nothing than what may be wrong")
                    .isEmpty();
        }
        FlightInfo known = client.execute("select * from fact_student_attendance limit 1", one);
        try (FlightStream stream = client.getStream(known.getEndpoints().get(0).getTicket(), one)) {
            assertThat(stream.getSchema()).isEqualTo(known.getSchemaOptional().orElseThrow());
        }
    }

    @Test
    void whatWouldWriteOrNeedsATransactionIsRefusedInWords() {
        assertThatThrownBy(() -> client.executeUpdate("delete from dim_student", one))
                .hasMessageContaining("nothing can be written here");
        assertThatThrownBy(() -> client.beginTransaction(one)).hasMessageContaining("Yearbook has no transactions");
        assertThatThrownBy(() -> client.execute("attach '/etc/passwd'", one))
                .hasMessageContaining("Only statements that read are answered");
        assertThatThrownBy(() -> client.execute("select 1")).hasMessageContaining("Give a name and a password");
    }

    @Test
    void whatIsRefusedIsWrittenDownThoughItIsNeverAsked() {
        String statement = "select * from read_csv('/etc/refused-by-flight')";
        assertThatThrownBy(() -> client.execute(statement, one)).hasMessageContaining("read_csv");
        assertThatThrownBy(() -> client.prepare(statement, other)).hasMessageContaining("read_csv");
        assertThat(TestServer.shared().running().bean(AuditTrail.class).latest(50))
                .filteredOn(entry -> entry.action().equals("statement.refused"))
                .extracting(entry -> entry.signIn() + " " + entry.subject())
                .contains("ticket-one flight analyst: " + statement, "ticket-other flight analyst: " + statement);
    }

    @Test
    void anAnswerThatWasNotFetchedIsTakenBackByItsPersonAlone() throws Exception {
        FlightInfo info = client.execute("select * from dim_student", one);
        assertThat(client.cancelFlightInfo(new CancelFlightInfoRequest(info), other)
                        .getStatus())
                .isEqualTo(CancelStatus.NOT_CANCELLABLE);
        assertThat(client.cancelFlightInfo(new CancelFlightInfoRequest(info), one)
                        .getStatus())
                .isEqualTo(CancelStatus.CANCELLED);
        assertThatThrownBy(() -> rows(info, one)).hasMessageContaining("There is no such answer to fetch");
    }

    @Test
    void typesAreToldByTheirNumbers() throws Exception {
        List<String> names = new ArrayList<>();
        FlightInfo info = client.getXdbcTypeInfo(one);
        try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket(), one)) {
            while (stream.next()) {
                for (int row = 0; row < stream.getRoot().getRowCount(); row++) {
                    names.add(stream.getRoot()
                            .getVector("type_name")
                            .getObject(row)
                            .toString());
                }
            }
        }
        assertThat(names).contains("VARCHAR", "DECIMAL", "TIMESTAMP");
    }
}
