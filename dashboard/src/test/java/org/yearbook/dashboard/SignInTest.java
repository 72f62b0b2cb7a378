package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail;
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
        } finally {
            server.close();
        }
    }

    @Test
    void theFirstStartMakesOneAdministratorWhoMustChooseAPassword() {
        var sample = SamplePublication.emptyHome(folder);
        String first;
        String chosen = "maples turn red in fall";
        var server = TestServer.start(sample, false);
        try {
            assertThat(server.running().greeting().signIns()).hasSize(1);
            first = server.password("administrator");
            var visitor = server.visitor();
            visitor.signIn("administrator", first);
            assertThat(visitor.get("/people").uri().getPath()).isEqualTo("/password");
            var weak = visitor.submit(
                    "/password", "/password", Map.of("current", first, "fresh", "short", "again", "short"));
            assertThat(weak.body()).contains("at least 12 characters");
            var done = visitor.submit(
                    "/password", "/password", Map.of("current", first, "fresh", chosen, "again", chosen));
            assertThat(done.uri().toString()).endsWith("/sign-in?changed");
            visitor.signIn("administrator", chosen);
            assertThat(visitor.get("/people").body()).contains("Add somebody");
        } finally {
            server.close();
        }
        var again = TestServer.start(sample, false);
        try {
            assertThat(again.running().greeting().signIns()).isEmpty();
            var visitor = again.visitor();
            visitor.signIn("administrator", first);
            assertThat(visitor.get("/people").uri().getPath()).isEqualTo("/sign-in");
            visitor.signIn("administrator", chosen);
            assertThat(visitor.get("/").body()).contains("Nothing is published yet", "yearbook nightly --home");
        } finally {
            again.close();
        }
    }

    @Test
    void aDemoGivesNewPasswordsAtEveryStartAndClosesThemWithoutADemo() {
        var sample = SamplePublication.in(folder);
        var first = TestServer.start(sample, true);
        String old = first.password("clerk");
        first.close();
        var second = TestServer.start(sample, true);
        String fresh = second.password("clerk");
        try {
            var visitor = second.visitor();
            visitor.signIn("clerk", old);
            assertThat(visitor.get("/").uri().getPath()).isEqualTo("/sign-in");
            visitor.signIn("clerk", fresh);
            assertThat(visitor.get("/").uri().getPath()).isEqualTo("/");
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
