package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.access.FirstCode;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.SamplePublication;

class SignInTest {

    @TempDir
    Path folder;

    @Test
    void withoutASignInEveryPageLeadsToTheDoor() {
        var visitor = TestServer.shared().visitor();
        for (String path : List.of(
                "/",
                "/quality",
                "/quality.csv",
                "/nights",
                "/metrics",
                "/people",
                "/audit",
                "/audit.csv",
                "/administration",
                "/who-saw",
                "/password")) {
            var answer = visitor.get(path);
            assertThat(answer.uri().getPath()).as(path).isEqualTo("/sign-in");
            assertThat(answer.body()).contains("<h1>Sign in</h1>");
        }
        assertThat(visitor.get("/health").body()).isEqualTo("ok\n");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreToldAlike() {
        var server = TestServer.shared();
        var wrong = server.visitor().signIn("principal", "not the password");
        var unknown = server.visitor().signIn("nobody-here", "not the password");
        assertThat(wrong.body()).contains("do not match");
        assertThat(unknown.body()).contains("do not match");
        assertThat(server.running().bean(AuditTrail.class).latest(50))
                .anyMatch(entry -> entry.action().equals("sign-in.refused")
                        && entry.signIn().equals("principal"));
    }

    @Test
    void nobodyHasADefaultPassword() {
        var server = TestServer.shared();
        assertThat(server.running().greeting().signIns())
                .extracting(Greeting.SignIn::password)
                .doesNotHaveDuplicates()
                .allSatisfy(password -> assertThat(password).matches("[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}"));
        for (String password : List.of("admin", "password", "demo", "administrator", "")) {
            var visitor = server.visitor();
            visitor.signIn("administrator", password);
            assertThat(visitor.get("/").uri().getPath()).isEqualTo("/sign-in");
        }
    }

    @Test
    void afterFiveWrongPasswordsTheRightOneHasToWait() {
        var server = TestServer.start(SamplePublication.in(folder), true);
        try {
            for (int i = 0; i < 5; i++) {
                server.visitor().signIn("superintendent", "guess " + i);
            }
            var visitor = server.visitor();
            var answer = visitor.signIn("superintendent", server.password("superintendent"));
            assertThat(answer.body()).contains("Too many wrong passwords");
            assertThat(visitor.get("/").uri().getPath()).isEqualTo("/sign-in");
            assertThat(server.visitor("clerk").get("/").uri().getPath()).isEqualTo("/");
            for (int i = 0; i < 4; i++) {
                server.visitor().signIn("principal", "guess " + i);
            }
            assertThat(server.visitor("principal").get("/").uri().getPath())
                    .as("four are forgiven: each counts once")
                    .isEqualTo("/");
        } finally {
            server.close();
        }
    }

    private static Map<String, String> first(String code, String password) {
        return Map.of("code", code, "name", "Ada Vance", "signIn", "Ada", "fresh", password, "again", password);
    }

    @Test
    void whoeverStartsTheServerBecomesItsFirstAdministratorByACodeThatWorksOnce() {
        var sample = SamplePublication.emptyHome(folder);
        String code;
        String chosen = "maples turn red in fall";
        var server = TestServer.start(sample, false);
        try {
            assertThat(server.running().greeting().signIns())
                    .as("no account by default")
                    .isEmpty();
            code = server.running().greeting().firstCode();
            assertThat(code).matches("[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}");
            var visitor = server.visitor();
            assertThat(visitor.get("/sign-in").body()).contains("Become the first administrator");
            assertThat(visitor.submit("/first", "/first", first("not-the-code", chosen))
                            .body())
                    .contains("not the code on the console")
                    .doesNotContain(chosen);
            assertThat(visitor.submit("/first", "/first", first(code, "short")).body())
                    .contains("at least 15 characters");
            var done = visitor.submit("/first", "/first", first(code, chosen));
            assertThat(done.uri().toString()).endsWith("/sign-in?ready");
            assertThat(visitor.get("/first").statusCode()).isEqualTo(404);
            assertThat(visitor.post("/first", visitor.token("/sign-in"), first(code, chosen))
                            .body())
                    .doesNotContain("Become administrator");
            visitor.signIn("ada", chosen);
            assertThat(visitor.get("/people").body()).contains("Add somebody");
        } finally {
            server.close();
        }
        var again = TestServer.start(sample, false);
        try {
            assertThat(again.running().greeting().firstCode()).isEmpty();
            var visitor = again.visitor();
            assertThat(visitor.get("/first").statusCode()).isEqualTo(404);
            visitor.signIn("ada", chosen);
            assertThat(visitor.get("/").body()).contains("Nothing is published yet", "yearbook nightly --home");
        } finally {
            again.close();
        }
    }

    @Test
    void whereLastDaysClosedEveryAdministratorTheNextStartGivesACode() {
        var sample = SamplePublication.emptyHome(folder);
        var clock = new HandClock();
        String chosen = "maples turn red in fall";
        var server = TestServer.start(sample, false, clock);
        try {
            var visitor = server.visitor();
            String code = server.running().greeting().firstCode();
            visitor.submit("/first", "/first", first(code, chosen));
            var people = server.running().bean(People.class);
            people.add(new Newcomer("leader", "Not An Administrator", Role.LEADER, Set.of()), "no hash");
            people.setLastDay(people.bySignIn("ada").orElseThrow().id(), people.today());
        } finally {
            server.close();
        }
        var sameDay = TestServer.start(sample, false, clock);
        try {
            assertThat(sameDay.running().greeting().firstCode())
                    .as("on the last day there is an administrator")
                    .isEmpty();
        } finally {
            sameDay.close();
        }
        clock.pass(Duration.ofDays(2));
        var later = TestServer.start(sample, false, clock);
        try {
            String code = later.running().greeting().firstCode();
            assertThat(code).isNotEmpty();
            var visitor = later.visitor();
            assertThat(visitor.submit("/first", "/first", first(code, chosen)).body())
                    .as("a closed account is not taken over")
                    .contains("Somebody has that sign-in name already");
            var next = new HashMap<>(first(code, chosen));
            next.put("signIn", "grace");
            visitor.submit("/first", "/first", next);
            visitor.signIn("grace", chosen);
            assertThat(visitor.get("/people").body()).contains("Ada Vance", "Add somebody");
        } finally {
            later.close();
        }
    }

    @Test
    void theFirstCodeHoldsForAnHourAndAFirstPasswordForAWeek() {
        var clock = new HandClock();
        var server = TestServer.start(SamplePublication.emptyHome(folder), false, clock);
        try {
            String chosen = "maples turn red in fall";
            var ada = server.visitor();
            clock.pass(Duration.ofMinutes(61));
            assertThat(ada.get("/first").statusCode()).isEqualTo(404);
            String code = server.running().bean(FirstCode.class).make();
            clock.pass(Duration.ofMinutes(59));
            assertThat(ada.submit("/first", "/first", first(code, chosen)).uri().toString())
                    .endsWith("/sign-in?ready");
            ada.signIn("ada", chosen);
            String told = ada.submit("/people", "/people", Map.of("name", "Ben", "signIn", "ben", "role", "leader"))
                    .body();
            var password = Pattern.compile("id=\"told-password\">([^<]+)<").matcher(told);
            assertThat(password.find()).isTrue();
            clock.pass(Duration.ofDays(6));
            var ben = server.visitor();
            assertThat(ben.signIn("ben", password.group(1)).uri().getPath()).isEqualTo("/password");
            clock.pass(Duration.ofDays(2));
            assertThat(server.visitor().signIn("ben", password.group(1)).body()).contains("not used within seven days");
            assertThat(server.visitor()
                            .signIn("ben", "not " + password.group(1))
                            .body())
                    .as("whoever does not know it learns nothing")
                    .contains("do not match");
        } finally {
            server.close();
        }
    }

    @Test
    void aDemoGivesNewPasswordsAtEveryStartAndClosesThemWithoutADemo() {
        var sample = SamplePublication.in(folder);
        var first = TestServer.start(sample, true);
        String old = first.password("clerk");
        var people = first.running().bean(People.class);
        people.setLastDay(
                people.bySignIn("clerk").orElseThrow().id(), people.today().minusDays(1));
        first.close();
        var second = TestServer.start(sample, true);
        String fresh = second.password("clerk");
        try {
            var visitor = second.visitor();
            visitor.signIn("clerk", old);
            assertThat(visitor.get("/").uri().getPath()).isEqualTo("/sign-in");
            visitor.signIn("clerk", fresh);
            assertThat(visitor.get("/").uri().getPath())
                    .as("a last day of an earlier demo is over with it")
                    .isEqualTo("/");
        } finally {
            second.close();
        }
        var real = TestServer.start(sample, false);
        try {
            var visitor = real.visitor();
            visitor.signIn("clerk", fresh);
            assertThat(visitor.get("/").uri().getPath()).isEqualTo("/sign-in");
        } finally {
            real.close();
        }
    }

    @Test
    void signingOutEndsTheSession() {
        var visitor = TestServer.shared().visitor("superintendent");
        assertThat(visitor.get("/").statusCode()).isEqualTo(200);
        visitor.submit("/", "/sign-out", Map.of());
        assertThat(visitor.get("/").uri().getPath()).isEqualTo("/sign-in");
    }
}
