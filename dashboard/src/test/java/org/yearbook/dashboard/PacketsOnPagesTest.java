package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.KeptPackets;
import org.yearbook.dashboard.state.MetricWatch;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.state.Packet.Kind;
import org.yearbook.dashboard.state.Packets;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.SamplePublication;

/** Packets as people make, open and change them. */
class PacketsOnPagesTest {

    private static final String FIRST = "20260515T020000-a";
    private static final Pattern KEPT = Pattern.compile("href=\"(/packets/kept/\\d+/[^\"]+\\.pdf)\"");

    @TempDir
    static Path folder;

    private static TestServer server;
    private static SomebodyOfEveryRole everybody;

    @BeforeAll
    static void start() {
        var sample = SamplePublication.in(folder);
        sample.change(FIRST, "alter table metric_definition add column area varchar");
        sample.change(FIRST, "update metric_definition set area = 'students'");
        // Four students of another school.
        sample.change(
                FIRST,
                "update metric_value set n = 4, numerator = 3, denominator = 4, value = 0.612345"
                        + " where metric = 'chronic_absence_rate' and group_dimension = 'all' and organization_id = '0102'");
        server = TestServer.start(sample.release(FIRST), true);
        everybody = SomebodyOfEveryRole.at(server, "0101");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Visitor visitor(String role) {
        return everybody.visitor(role);
    }

    private static String text(byte[] file) throws IOException {
        try (var pdf = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    private static Map<String, String> form(String title, String kind) {
        return Map.of(
                "title",
                title,
                "audience",
                "Cabinet",
                "kind",
                kind,
                "metrics",
                "chronic_absence_rate",
                "parts",
                "appendix",
                "when",
                "m1");
    }

    @Test
    void oneClickMakesTheShippedPacketAndItStaysInTheList() throws IOException {
        var visitor = visitor("leader");
        var page = visitor.get("/packets");
        assertThat(page.body()).contains("Monthly board packet", "Public: small groups hidden", "href=\"/packets\"");
        var made = visitor.submit("/packets", "/packets/1/make", Map.of());
        assertThat(made.uri().getPath()).startsWith("/packets/kept/").endsWith("/monthly-board-packet-2026-05-15.pdf");
        var file = visitor.file(made.uri().getPath());
        assertThat(file.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(text(file.body()))
                .contains("Monthly board packet", "Too few")
                .doesNotContain("61.2");
        visitor.submit("/packets", "/packets/1/make", Map.of());
        String list = visitor.get("/packets").body();
        assertThat(KEPT.matcher(list).results().filter(found -> found.group(1).contains("monthly")))
                .as("the same once")
                .hasSize(1);
        assertThat(list).contains("The District leader", FIRST, "pages");
        var audit = server.running().bean(AuditTrail.class).latest(20).stream()
                .map(AuditTrail.Entry::action)
                .toList();
        assertThat(audit).contains("packet.made", "packet.opened");
    }

    @EveryRole({
        "leader, 200",
        "administrator, 200",
        "steward, 403",
        "principal, 403",
        "clerk, 403",
        "registrar, 403",
        "human_resources, 403",
        "technology, 403",
        "finance, 403",
        "analyst, 403"
    })
    void everybodyMakesPacketsAndLeadersAndAdministratorsSayWhatIsInThem(String role, int change) {
        var visitor = visitor(role);
        assertThat(visitor.get("/packets").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/packets/new").statusCode()).isEqualTo(change);
        assertThat(visitor.get("/packets/1").statusCode()).isEqualTo(change);
        assertThat(visitor.get("/packets").body().contains("href=\"/packets/new\""))
                .isEqualTo(change == 200);
        String token = visitor.token("/packets");
        var packets = server.running().bean(Packets.class);
        assertThat(visitor.post("/packets/new", token, form("Packet of " + role, "public"))
                        .statusCode())
                .isEqualTo(change);
        assertThat(packets.all().stream().anyMatch(packet -> packet.title().equals("Packet of " + role)))
                .isEqualTo(change == 200);
        int before = packets.all().size();
        visitor.post("/packets/1", token, form("Taken over", "public"));
        if (change == 403) {
            assertThat(visitor.post("/packets/1/remove", token, Map.of()).statusCode())
                    .isEqualTo(403);
            assertThat(packets.byId(1).orElseThrow().title()).isNotEqualTo("Taken over by " + role);
        }
        assertThat(packets.all()).hasSize(before);
        // As it was, for the other tests.
        if (change == 200) {
            visitor.post(
                    "/packets/1",
                    token,
                    Map.of("title", "Monthly board packet", "kind", "public", "areas", "students", "when", "never"));
        }
    }

    @Test
    void anInternalPacketOpensOnlyForThoseWhoSeeAllThatItShows() throws IOException {
        var leader = visitor("leader");
        leader.submit("/packets", "/packets/new", form("Cabinet packet", "internal"));
        long id = server.running().bean(Packets.class).all().stream()
                .filter(packet -> packet.title().equals("Cabinet packet"))
                .findFirst()
                .orElseThrow()
                .id();
        String whole = leader.submit("/packets", "/packets/" + id + "/make", Map.of())
                .uri()
                .getPath();
        assertThat(text(leader.file(whole).body())).contains("61.2%", "For staff only");
        var principal = visitor("principal");
        assertThat(principal.get(whole).statusCode()).isEqualTo(404);
        assertThat(principal.get("/packets").body()).doesNotContain(whole);
        String own = principal
                .submit("/packets", "/packets/" + id + "/make", Map.of())
                .uri()
                .getPath();
        assertThat(own).isNotEqualTo(whole);
        assertThat(text(principal.file(own).body()))
                .contains("Small groups are hidden except at Abraham Lincoln Elementary School")
                .doesNotContain("61.2");
        assertThat(leader.get(own).statusCode()).isEqualTo(200);
        assertThat(visitor("finance").get(own).statusCode()).isEqualTo(404);
        // The school is taken away, and with it what shows its small groups.
        var people = server.running().bean(People.class);
        long person = people.bySignIn("the-principal").orElseThrow().id();
        people.place(person, Role.PRINCIPAL, Set.of("0103"));
        try {
            assertThat(principal.get(own).uri().getPath())
                    .as("for other places one signs in again")
                    .isEqualTo("/sign-in");
            assertThat(visitor("principal").get(own).statusCode()).isEqualTo(404);
        } finally {
            people.place(person, Role.PRINCIPAL, Set.of("0101"));
        }
        var nobody = server.visitor().get(whole);
        assertThat(nobody.uri().getPath()).isEqualTo("/sign-in");
        // Taken out, what was made of it stays.
        leader.submit("/packets/" + id, "/packets/" + id + "/remove", Map.of());
        assertThat(server.running().bean(Packets.class).byId(id)).isEmpty();
        assertThat(leader.get(whole).statusCode()).isEqualTo(200);
        var kept = server.running().bean(KeptPackets.class);
        Matcher number = Pattern.compile("/kept/(\\d+)/").matcher(whole);
        assertThat(number.find()).isTrue();
        assertThat(kept.byId(Long.parseLong(number.group(1))).orElseThrow().packet())
                .isZero();
    }

    @Test
    void aFormWithFaultsSaysEachAndLosesNothing() {
        var visitor = visitor("administrator");
        var answer = visitor.submit(
                "/packets/new",
                "/packets/new",
                Map.of(
                        "title", "For <b>nobody</b>",
                        "kind", "internal",
                        "when", "m32",
                        "addresses", "board@board.example\nno address"));
        assertThat(answer.body())
                .contains("Choose at least one area or number", "Choose when the packet is made")
                .contains("Line 2 of the addresses is no e-mail address", "it goes only to people with an account")
                .contains("For &lt;b&gt;nobody&lt;/b&gt;", "board@board.example");
        assertThat(server.running().bean(Packets.class).all())
                .noneMatch(packet -> packet.title().startsWith("For <"));
        visitor.submit("/packets/new", "/packets/new", form("Second of the month", "public"));
        Packet kept = server.running().bean(Packets.class).all().stream()
                .filter(packet -> packet.title().equals("Second of the month"))
                .findFirst()
                .orElseThrow();
        assertThat(kept.kind()).isEqualTo(Kind.PUBLIC);
        assertThat(visitor.get("/packets").body()).contains("after the first night on or after day 1");
        assertThat(visitor.get("/packets/" + kept.id()).body()).contains("value=\"m1\" selected");
        assertThat(visitor.get("/packets/4711").statusCode()).isEqualTo(404);
    }

    @Test
    void aMetricIsFollowedByAFormOnItsPage() {
        String page = "/metrics/chronic_absence_rate";
        var leader = visitor("leader");
        assertThat(leader.get(page).body()).contains("Stop following");
        var clerk = visitor("clerk");
        assertThat(clerk.get(page).body()).contains(">Follow<").contains("does not send mail yet");
        clerk.submit(page, page + "/follow", Map.of("follows", "true"));
        assertThat(clerk.get(page).body()).contains("Stop following");
        long person = server.running()
                .bean(People.class)
                .bySignIn("the-clerk")
                .orElseThrow()
                .id();
        assertThat(server.running().bean(MetricWatch.class).said(person)).containsEntry("chronic_absence_rate", true);
        clerk.submit(page, page + "/follow", Map.of("follows", "false"));
        assertThat(clerk.get(page).body()).contains(">Follow<");
        assertThat(clerk.submit(page, "/metrics/no-such/follow", Map.of("follows", "true"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(clerk.get("/metrics").statusCode()).isEqualTo(200);
    }
}
