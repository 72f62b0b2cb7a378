package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.SamplePublication;

class SessionsTest {

    private static final Pattern HANDLE = Pattern.compile("name=\"session\" value=\"([^\"]+)\"");

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(SamplePublication.in(folder), true, clock);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static boolean in(Visitor visitor) {
        return visitor.get("/").uri().getPath().equals("/");
    }

    private People people() {
        return server.running().bean(People.class);
    }

    private long id(String name) {
        return people().bySignIn(name).orElseThrow().id();
    }

    @Test
    void aSessionEndsAfterHalfAnHourOfRestAndAfterHalfADayInAnyCase() {
        var clerk = server.visitor("clerk");
        clock.pass(Duration.ofMinutes(29));
        assertThat(in(clerk)).isTrue();
        clock.pass(Duration.ofMinutes(29));
        assertThat(in(clerk)).isTrue();
        clock.pass(Duration.ofMinutes(31));
        assertThat(in(clerk)).isFalse();
        assertThat(in(clerk)).as("and does not come back").isFalse();
        var principal = server.visitor("principal");
        for (int i = 0; i < 26; i++) {
            clock.pass(Duration.ofMinutes(27));
            assertThat(in(principal)).isTrue();
        }
        clock.pass(Duration.ofMinutes(20));
        assertThat(in(principal)).as("after twelve hours, busy or not").isFalse();
    }

    @Test
    void signingInGivesTheSessionAnotherName() {
        var clerk = server.visitor();
        clerk.get("/sign-in");
        String before = clerk.cookie("yearbook");
        clerk.signIn("clerk", server.password("clerk"));
        assertThat(clerk.cookie("yearbook")).isNotEqualTo(before);
        var thief = server.visitor();
        thief.setCookie("yearbook", before);
        assertThat(in(thief)).isFalse();
    }

    @Test
    void everybodySeesWhereTheyAreSignedInAndSignsOutThere() {
        var here = server.visitor("clerk");
        var there = server.visitor("clerk");
        var other = server.visitor("principal");
        String page = here.get("/password").body();
        assertThat(page).contains("Where you are signed in", "(this one)", "with a password", "from 127.0.0.1");
        var handles =
                HANDLE.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(handles).as("the other session of the clerk, nobody else's").hasSize(1);
        var handle = Map.of("session", handles.get(0));
        assertThat(other.submit("/password", "/account/sessions/end", handle).statusCode())
                .as("somebody else's session")
                .isEqualTo(404);
        assertThat(in(there)).isTrue();
        assertThat(here.submit("/password", "/account/sessions/end", handle).body())
                .contains("Signed out there.");
        assertThat(in(there)).isFalse();
        assertThat(in(here)).isTrue();
        var third = server.visitor("clerk");
        here.submit("/password", "/account/sessions/end-others", Map.of());
        assertThat(in(third)).isFalse();
        assertThat(in(here)).isTrue();
        assertThat(server.running().bean(AuditTrail.class).latest(20))
                .filteredOn(entry -> entry.action().equals("session.ended"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.signIn()).isEqualTo("clerk"));
    }

    @Test
    void endingSessionsNeedsASignInOfLate() {
        var there = server.visitor("clerk");
        var here = server.visitor("clerk");
        String token = here.token("/password");
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofMinutes(25));
            assertThat(in(there)).isTrue();
            assertThat(in(here)).isTrue();
        }
        assertThat(here.get("/password").body())
                .contains("Show that it is you")
                .doesNotContain("/account/sessions/end");
        assertThat(here.post("/account/sessions/end-others", token, Map.of())
                        .uri()
                        .toString())
                .endsWith("/sign-in?again");
        assertThat(in(there)).isTrue();
        here.get("/account/sessions");
        assertThat(here.signIn("clerk", server.password("clerk")).body()).contains("Sign out everywhere else");
        here.submit("/password", "/account/sessions/end-others", Map.of());
        assertThat(in(there)).isFalse();
    }

    @Test
    void anotherRoleOtherSchoolsOrAClosedAccountEndEverySession() {
        var first = server.visitor("clerk");
        var second = server.visitor("clerk");
        var bystander = server.visitor("principal");
        people().place(id("clerk"), Role.PRINCIPAL, Set.of("0101"));
        assertThat(in(first)).isFalse();
        assertThat(in(second)).isFalse();
        assertThat(in(bystander)).isTrue();
        var third = server.visitor("clerk");
        assertThat(in(third)).isTrue();
        people().enable(id("clerk"), false);
        assertThat(in(third)).isFalse();
        people().enable(id("clerk"), true);
        assertThat(in(third))
                .as("an account that opens again opens no old session")
                .isFalse();
    }

    @Test
    void aNewPasswordEndsTheSessionsOfTheOldOne() {
        var elsewhere = server.visitor("clerk");
        var here = server.visitor("clerk");
        String fresh = "seven slow herons wade";
        here.submit(
                "/password", "/password", Map.of("current", server.password("clerk"), "fresh", fresh, "again", fresh));
        assertThat(in(elsewhere)).isFalse();
        assertThat(in(here)).isFalse();
        here.signIn("clerk", fresh);
        assertThat(in(here)).isTrue();
    }

    @Test
    void aSessionThatWasLeftOpenDoesNotHelpToGuessThePassword() {
        var clerk = server.visitor("clerk");
        String fresh = "seven slow herons wade";
        for (int i = 0; i < 5; i++) {
            assertThat(clerk.submit(
                                    "/password",
                                    "/password",
                                    Map.of("current", "guess " + i, "fresh", fresh, "again", fresh))
                            .body())
                    .contains("The current password is not right");
        }
        assertThat(clerk.submit(
                                "/password",
                                "/password",
                                Map.of("current", server.password("clerk"), "fresh", fresh, "again", fresh))
                        .body())
                .contains("Too many wrong passwords");
        assertThat(in(clerk)).isTrue();
    }

    @Test
    void whoChangesWhatPeopleMayDoHasSignedInLately() {
        var admin = server.visitor("demo-admin");
        String token = admin.token("/people");
        clock.pass(Duration.ofMinutes(20));
        assertThat(in(admin)).isTrue();
        clock.pass(Duration.ofMinutes(20));
        var asked = admin.get("/people");
        assertThat(asked.uri().toString()).endsWith("/sign-in?again");
        assertThat(asked.body()).contains("Please show that it is you", "value=\"demo-admin\"");
        for (String spelled : List.of("/%70eople", "/exports/%73ign/2025-26/FS052")) {
            assertThat(admin.get(spelled).uri().toString()).as(spelled).endsWith("/sign-in?again");
        }
        var place = Map.of("role", "leader");
        admin.post("/people/" + id("clerk") + "/place", token, place);
        // A form that was open already is still taken.
        assertThat(people().byId(id("clerk")).orElseThrow().role()).isEqualTo(Role.LEADER);
        clock.pass(Duration.ofMinutes(21));
        assertThat(in(admin)).isTrue();
        var refused = admin.post("/people/" + id("clerk") + "/place", token, Map.of("role", "administrator"));
        assertThat(refused.uri().toString()).endsWith("/sign-in?again");
        assertThat(people().byId(id("clerk")).orElseThrow().role()).isEqualTo(Role.LEADER);
        admin.get("/people");
        var back = admin.signIn("demo-admin", server.password("demo-admin"));
        assertThat(back.uri().getPath()).as("back to what was asked for").isEqualTo("/people");
        assertThat(back.body()).contains("Add somebody");
    }
}
