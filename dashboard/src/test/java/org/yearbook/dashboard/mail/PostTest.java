package org.yearbook.dashboard.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yearbook.dashboard.mail.LetterText.Written;

/** Letters as a mail server gets them, and what is made of its answers. */
class PostTest {

    private static final Written LETTER = new Written("Año", "See here", "<p>See here</p>");

    private static Post post(MoodyMailServer server, String from) {
        return post(server.port(), MailSettings.Tls.NONE, from);
    }

    private static Post post(int port, MailSettings.Tls tls, String from) {
        var settings = new MailSettings(
                "localhost",
                port,
                tls,
                "",
                "",
                from,
                "https://yearbook.district.example",
                Set.of(DayOfWeek.MONDAY),
                6,
                ZoneId.of("America/Chicago"));
        return new Post(settings, "");
    }

    private static MailException refused(MoodyMailServer server) {
        return refused(server.port(), MailSettings.Tls.NONE);
    }

    private static MailException refused(int port, MailSettings.Tls tls) {
        Post post = post(port, tls, "yearbook@district.example");
        return catchThrowableOfType(MailException.class, () -> post.send("ruth@district.example", LETTER));
    }

    @Test
    void theHeadersOfALetterHaveNoLettersBeyondAscii() throws IOException {
        try (var server = new MoodyMailServer()) {
            post(server, "Cañón Schools – Yearbook <yearbook@district.example>")
                    .send("ruth@district.example", LETTER, "Año 2025–26.pdf", new byte[] {1});
            // A long header goes on in the next line, behind a blank.
            List<String> lines = List.of(String.join("\n", server.letters())
                    .replaceAll("\n[ \t]", " ")
                    .split("\n"));
            assertThat(lines)
                    .allMatch(line -> StandardCharsets.US_ASCII.newEncoder().canEncode(line))
                    .anyMatch(line -> line.matches("From: =\\?UTF-8\\?.*\\?= <yearbook@district\\.example>"))
                    .anyMatch(line -> line.matches("Message-ID: <.*@district\\.example>"))
                    .anyMatch(line -> line.contains("filename*=UTF-8''A%C3%B1o%202025%E2%80%9326.pdf"));
        }
    }

    @Test
    void aNameInEnglishStaysAsItIs() throws IOException {
        try (var server = new MoodyMailServer()) {
            post(server, "Yearbook <yearbook@district.example>").send("ruth@district.example", LETTER);
            assertThat(server.letters()).contains("From: Yearbook <yearbook@district.example>");
        }
    }

    @Test
    void aSenderThatIsRefusedLateIsNoRefusedPersonAndNoRefusedLetter() throws IOException {
        for (String answer : List.of(
                "553 5.7.1 <yearbook@district.example>: Sender address rejected: not owned by user yb",
                "550 5.1.8 Sender domain not found",
                "550 5.7.60 no permission to send as this sender")) {
            for (String command : List.of("rcpt to:", ".")) {
                try (var server = new MoodyMailServer().when(command, answer)) {
                    MailException refused = refused(server);
                    assertThat(refused.words()).as(command + answer).startsWith("The mail server refused the sender;");
                    assertThat(refused.oneLetter()).isFalse();
                }
            }
        }
        try (var server = new MoodyMailServer().when("rcpt to:", "550 5.1.1 no such user")) {
            assertThat(refused(server).words()).isEqualTo("The mail server refused the address of one person");
        }
    }

    @Test
    void whyNoSecretWayComesAboutIsTold() throws IOException {
        try (var server = new MoodyMailServer()) {
            assertThat(refused(server.port(), MailSettings.Tls.TLS).words())
                    .startsWith("The mail server does not begin with TLS at this port;");
            assertThat(refused(server.port(), MailSettings.Tls.STARTTLS).words())
                    .startsWith("The mail server does not offer STARTTLS;");
        }
        // Its certificate is its own.
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        try {
            MailException refused = refused(server.getSmtps().getPort(), MailSettings.Tls.TLS);
            assertThat(refused.words()).startsWith("The mail server's certificate is none that this machine trusts");
            assertThat(refused.oneLetter()).isFalse();
        } finally {
            server.stop();
        }
    }

    @Test
    void aLetterThatIsTooLargeIsCalledThat() throws IOException {
        try (var server = new MoodyMailServer().when(".", "552 5.3.4 message too big")) {
            MailException refused = refused(server);
            assertThat(refused.words()).isEqualTo("The mail server takes no letter as large as this one");
            assertThat(refused.oneLetter()).isTrue();
        }
    }
}
