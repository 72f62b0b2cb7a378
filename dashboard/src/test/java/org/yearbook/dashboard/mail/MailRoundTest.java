package org.yearbook.dashboard.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.yearbook.dashboard.StandingClock;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.IssueLog.Verdict;
import org.yearbook.dashboard.state.Letters;
import org.yearbook.dashboard.state.Mailing;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.IssueDecisions.Kind;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.home.DistrictFile;

/** Letters as a real mail server gets them. */
class MailRoundTest {

    /** Friday, May 15, 2026, 7 in the morning in Illinois. */
    private static final Instant FRIDAY = Instant.parse("2026-05-15T12:00:00Z");

    private static final String FIRST = "20260515T020000-a";

    @TempDir
    Path folder;

    private final StandingClock clock = new StandingClock(FRIDAY);
    private GreenMail server;
    private int port;
    private SamplePublication sample;
    private StateDatabase database;
    private Editions editions;
    private People people;
    private Letters letters;
    private Person clerk;

    @BeforeAll
    static void quiet() {
        LoggingSystem.get(MailRoundTest.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
    }

    @AfterAll
    static void loud() {
        LoggingSystem.get(MailRoundTest.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }

    @BeforeEach
    void open() throws IOException {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        port = server.getSmtp().getPort();
        sample = SamplePublication.in(folder);
        database = StateDatabase.open(sample.home());
        editions = new Editions(sample.home(), 10, 4);
        people = new People(database, clock, ZoneOffset.UTC);
        letters = new Letters(database, clock);
        clerk = person("ruth", Role.CLERK, Mailing.DAILY);
        settings("days: [friday, saturday, sunday, monday, tuesday]");
    }

    @AfterEach
    void close() {
        editions.close();
        database.close();
        server.stop();
    }

    private void settings(String more) throws IOException {
        Files.writeString(sample.home().root().resolve("mail.yaml"), """
                version: 1
                host: localhost
                port: %d
                tls: none
                from: Yearbook <yearbook@district.example>
                server: https://yearbook.district.example/
                %s
                """.formatted(port, more));
    }

    private Person person(String name, Role role, Mailing mailing) {
        people.demo(new Newcomer(name, "Ruth Okafor", role, Set.of("0101")), "no hash");
        long id = people.bySignIn(name).orElseThrow().id();
        people.setEmail(id, name + "@district.example");
        people.setMailing(id, mailing);
        return people.byId(id).orElseThrow();
    }

    private MailRound round() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        var district = DistrictFile.read(sample.home());
        var issues = new IssueLog(database, clock, district.zone());
        var rooms = new MailRound.Rooms(people, new Letters(database, clock), issues, new AuditTrail(database, clock));
        return new MailRound(
                rooms, new MailSetup(sample.home(), district), new LetterText(engine), editions, district, clock);
    }

    private List<MimeMessage> sent() {
        return List.of(server.getReceivedMessages());
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void night(String id, String asOf) {
        sample.publish(id, asOf, Map.of());
    }

    /** A night on which nothing came up. */
    private void quietNight(String id, String asOf) {
        night(id, asOf);
        sample.change(
                id, "update quality_issue set status = 'open', first_seen = date '2026-04-01' where status = 'new'");
        sample.change(id, "update quality_issue set first_seen = least(first_seen, date '2026-05-10')");
    }

    /** Titles are in the book of rules; a message may hold a value. */
    private void book() {
        sample.change(FIRST, """
                insert into quality_rule by name select * from (values
                    ('STU-01', 'Birth date that is no day'), ('ATT-02', 'Attendance without enrollment')) t(rule_id, title)""");
        sample.change(
                FIRST,
                "update quality_issue set message = 'The birth date ' || raw_value || ' is no day.' where rule_id = 'STU-01'");
    }

    @Test
    void aLetterHoldsCountsByRuleAndSchoolAndNothingOfAnyRecord() throws Exception {
        book();
        round().run();
        assertThat(sent()).hasSize(1);
        MimeMessage letter = sent().get(0);
        assertThat(letter.getRecipients(Message.RecipientType.TO)).hasSize(1);
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(letter.getHeader("List-Unsubscribe"))
                .containsExactly("<https://yearbook.district.example/password>");
        assertThat(letter.getHeader("List-Id")).containsExactly("<yearbook.district.example>");
        assertThat(letter.getSubject()).isEqualTo("Data quality: 17 open");
        assertThat(letter.getContentType()).startsWith("multipart/mixed");
        String raw = GreenMailUtil.getWholeMessage(letter);
        assertThat(raw).contains("text/plain", "text/html", "multipart/alternative");
        for (String part : parts(letter)) {
            assertThat(part)
                    .contains("ATT-02", "Birth date that is no day", "ENR-03", "Abraham Lincoln Elementary School 3")
                    .contains("https://yearbook.district.example/quality", "https://yearbook.district.example/password")
                    .doesNotContain("S10", "31/02/2014", "99120", "Birch Creek", "HR-07", ".csv");
        }
    }

    private static List<String> parts(MimeMessage letter) throws Exception {
        var related = (jakarta.mail.internet.MimeMultipart) letter.getContent();
        var inner = (jakarta.mail.internet.MimeMultipart) related.getBodyPart(0).getContent();
        var alternative =
                (jakarta.mail.internet.MimeMultipart) inner.getBodyPart(0).getContent();
        assertThat(alternative.getCount()).isEqualTo(2);
        return List.of(
                alternative.getBodyPart(0).getContent().toString(),
                alternative.getBodyPart(1).getContent().toString());
    }

    @Test
    void aLetterLeavesOnceHoweverManyWouldSendIt() throws Exception {
        var begin = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            MailRound own = round();
            pool.execute(() -> {
                try {
                    begin.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                own.run();
            });
        }
        begin.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        round().run();
        assertThat(sent()).hasSize(1);
        // The next day without a night between them is no reason either.
        clock.after(Duration.ofDays(1));
        round().run();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aLetterThatNobodyKnowsTheEndOfIsNotSentAgain() {
        var slot = Instant.parse("2026-05-15T11:00:00Z");
        assertThat(letters.claim(new Letters.Letter(clerk.id(), slot, FIRST, LocalDate.of(2026, 5, 15))))
                .isTrue();
        clock.after(Duration.ofHours(5));
        round().run();
        assertThat(sent()).isEmpty();
    }

    @Test
    void nothingIsSentWhenNothingIsNewOrAssigned() {
        round().run();
        quietNight("20260516T020000-b", "2026-05-16");
        clock.after(Duration.ofDays(1));
        round().run();
        assertThat(sent()).hasSize(1);
        // Whoever has an issue assigned hears of it, new or not.
        quietNight("20260517T020000-c", "2026-05-17");
        var log = new IssueLog(database, clock, ZoneId.of("America/Chicago"));
        log.decide(
                clerk,
                LocalDate.of(2026, 5, 16),
                editions.ask(answers ->
                        answers.quality(clerk.records(), log.standing()).marks(List.of("k2-0101"))),
                new Verdict(Kind.ASSIGNED, clerk.id(), null, ""));
        clock.after(Duration.ofDays(1));
        round().run();
        assertThat(sent()).hasSize(2);
        assertThat(subject(sent().get(1))).isEqualTo("Data quality: 1 assigned to you");
    }

    @Test
    void theNextLetterSpeaksOfWhatCameUpSinceTheLastOne() throws Exception {
        round().run();
        night("20260518T020000-d", "2026-05-18");
        clock.after(Duration.ofDays(3));
        round().run();
        assertThat(sent()).hasSize(2);
        // Those first seen on the 16th and 17th count as well as tonight's.
        assertThat(parts(sent().get(1)).get(0)).contains("since the night of May 15, 2026");
        long expected = editions.ask(answers -> answers
                .qualityReport(clerk.records(), new IssueLog(database, clock, ZoneId.of("America/Chicago")).standing())
                .tallies(org.yearbook.warehouse.answer.IssueFilter.open(), LocalDate.of(2026, 5, 15))
                .stream()
                .mapToLong(org.yearbook.warehouse.answer.QualityReport.Tally::fresh)
                .sum());
        assertThat(subject(sent().get(1))).isEqualTo("Data quality: " + expected + " new");
        assertThat(expected).isBetween(1L, 16L);
    }

    @Test
    void aLetterSpeaksOfItsOwnNightAlsoWhenAnotherIsPublishedWhileItIsWritten() throws Exception {
        clock.meanwhile(() -> {
            if (database.sql().fetchCount(DSL.table("letter")) > 0) {
                clock.meanwhile(() -> {});
                night("20260516T020000-b", "2026-05-16");
            }
        });
        round().run();
        assertThat(parts(sent().get(0)).get(0)).contains("As of Saturday, May 16, 2026");
        assertThat(letters.told(clerk.id())).hasValue(LocalDate.of(2026, 5, 16));
        clock.after(Duration.ofDays(1));
        round().run();
        assertThat(sent()).as("that night was told").hasSize(1);
    }

    @Test
    void anExceptionThatEndsSoonIsDue() throws Exception {
        round().run();
        var log = new IssueLog(database, clock, ZoneId.of("America/Chicago"));
        quietNight("20260516T020000-b", "2026-05-16");
        log.decide(
                clerk,
                LocalDate.of(2026, 5, 15),
                editions.ask(answers ->
                        answers.quality(clerk.records(), log.standing()).marks(List.of("k2-0101"))),
                new Verdict(Kind.EXCEPTED, null, LocalDate.of(2026, 5, 20), "twins"));
        clock.after(Duration.ofDays(1));
        round().run();
        assertThat(sent()).hasSize(2);
        assertThat(parts(sent().get(1)).get(0))
                .contains("1 exception ends within seven days.")
                .doesNotContain("twins");
    }

    @Test
    void whoWantsNoMailOrHasNoAddressOrNoAccountGetsNone() {
        people.setMailing(clerk.id(), Mailing.OFF);
        Person silent = person("silent", Role.CLERK, Mailing.DAILY);
        people.setEmail(silent.id(), "");
        Person closed = person("closed", Role.CLERK, Mailing.DAILY);
        people.enable(closed.id(), false);
        round().run();
        assertThat(sent()).isEmpty();
        people.setMailing(clerk.id(), Mailing.DAILY);
        round().run();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void beforeItsHourAndOnOtherDaysNoLetterLeaves() throws Exception {
        settings("days: [friday]\nhour: 9\ntime_zone: America/New_York");
        letters.claim(
                new Letters.Letter(clerk.id(), Instant.parse("2026-05-08T13:00:00Z"), FIRST, LocalDate.of(2026, 5, 8)));
        round().run();
        assertThat(sent()).isEmpty();
        clock.after(Duration.ofHours(1));
        round().run();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aMailServerThatFailsIsTriedAgainAndThenToldWithoutAnAddress() throws Exception {
        server.stop();
        round().run();
        assertThat(letters.trouble()).hasValueSatisfying(trouble -> {
            assertThat(trouble.waiting()).isEqualTo(1);
            assertThat(trouble.words())
                    .isEqualTo("The mail server could not be reached, or broke off")
                    .doesNotContain("@");
        });
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        port = server.getSmtp().getPort();
        settings("");
        round().run();
        assertThat(sent()).as("not before five minutes are over").isEmpty();
        clock.after(Duration.ofMinutes(6));
        round().run();
        assertThat(sent()).hasSize(1);
        assertThat(letters.trouble()).isEmpty();
    }

    @Test
    void afterFiveAttemptsALetterIsGivenUp() {
        server.stop();
        for (int i = 0; i < 7; i++) {
            round().run();
            clock.after(Duration.ofHours(3));
        }
        assertThat(letters.trouble()).hasValueSatisfying(trouble -> {
            assertThat(trouble.lost()).isEqualTo(1);
            assertThat(trouble.waiting()).isZero();
        });
    }

    private MoodyMailServer moody() throws IOException {
        var moody = new MoodyMailServer();
        port = moody.port();
        settings("");
        return moody;
    }

    @Test
    void aLetterThatTheMailServerTookIsNotSentAgainWhenItBreaksOffAfterwards() throws Exception {
        try (var moody = moody().when("quit", MoodyMailServer.BREAKS_OFF)) {
            round().run();
            assertThat(letters.trouble()).isEmpty();
            clock.after(Duration.ofMinutes(6));
            round().run();
            assertThat(moody.taken()).containsExactly("<ruth@district.example>");
            assertThat(letters.told(clerk.id())).hasValue(LocalDate.of(2026, 5, 15));
        }
    }

    @Test
    void aLetterThatLeftIsNotSentAgainWhenTheLogOfItFails() {
        database.sql().execute("alter table audit rename to audit_away");
        round().run();
        database.sql().execute("alter table audit_away rename to audit");
        clock.after(Duration.ofMinutes(6));
        round().run();
        assertThat(sent()).hasSize(1);
        assertThat(letters.trouble()).isEmpty();
    }

    @Test
    void whatFailsForOnePersonKeepsNoMailFromOthers() {
        person("abe", Role.CLERK, Mailing.DAILY);
        person("zoe", Role.CLERK, Mailing.DAILY);
        database.sql().execute("alter table audit add constraint not_of_ruth check (sign_in <> 'ruth')");
        database.sql().execute("alter table audit add constraint not_of_abe check (sign_in <> 'abe')");
        round().run();
        assertThat(sent()).hasSize(3);
        assertThat(new AuditTrail(database, clock).latest(9))
                .extracting(AuditTrail.Entry::signIn)
                .containsExactly("zoe");
    }

    @Test
    void aFailureThatCannotBeNotedKeepsNoMailFromOthers() throws Exception {
        Person abe = person("abe", Role.CLERK, Mailing.DAILY);
        person("zoe", Role.CLERK, Mailing.DAILY);
        database.sql()
                .execute("alter table letter add constraint not_noted check (state <> 'failed' or person_id not in ("
                        + clerk.id() + ", " + abe.id() + "))");
        try (var moody = moody().when("rcpt to:<ruth@", "550 nobody here").when("rcpt to:<abe@", "550 nobody here")) {
            round().run();
            assertThat(moody.taken()).containsExactly("<zoe@district.example>");
        }
    }

    @Test
    void aRefusedSenderIsNotTakenForARefusedPerson() throws Exception {
        person("abe", Role.CLERK, Mailing.DAILY);
        try (var moody = moody().when("mail from:", "550 not yours")) {
            round().run();
            assertThat(words()).startsWith("The mail server refused the sender").contains("'from' of mail.yaml");
            assertThat(moody.heard("mail from:"))
                    .as("nobody else's would leave")
                    .isEqualTo(1);
        }
    }

    @Test
    void aPersonsRefusedAddressIsToldAndOthersGetTheirMail() throws Exception {
        person("abe", Role.CLERK, Mailing.DAILY);
        try (var moody = moody().when("rcpt to:<ruth@", "550 nobody here")) {
            round().run();
            assertThat(moody.taken()).containsExactly("<abe@district.example>");
            assertThat(stateOf(clerk)).isEqualTo("failed: The mail server refused the address of one person");
        }
        try (var moody = moody().when("rcpt to:<ruth@", "450 busy")) {
            clock.after(Duration.ofMinutes(6));
            round().run();
            assertThat(moody.heard("rcpt to:")).isEqualTo(1);
            assertThat(stateOf(clerk)).isEqualTo("failed: The mail server takes no mail for one person just now");
        }
    }

    @Test
    void aServerThatClosesOrBreaksOffIsNoRefusalOfAnybody() throws Exception {
        person("abe", Role.CLERK, Mailing.DAILY);
        for (String answer : List.of("421 closing", MoodyMailServer.BREAKS_OFF)) {
            for (String command : List.of("mail from:", "rcpt to:", "data")) {
                try (var moody = moody().when(command, answer)) {
                    round().run();
                    assertThat(words())
                            .as("%s %s", command, answer)
                            .isEqualTo("The mail server could not be reached, or broke off");
                    assertThat(moody.heard("mail from:")).as(command).isEqualTo(1);
                }
                database.sql().execute("delete from letter");
            }
        }
    }

    @Test
    void aRefusedLetterIsNotTakenForARefusedPerson() throws Exception {
        person("abe", Role.CLERK, Mailing.DAILY);
        try (var moody = moody().when("data", "554 looks like advertisement")) {
            round().run();
            assertThat(words()).isEqualTo("The mail server refused a letter");
            assertThat(moody.heard("data")).isEqualTo(2);
        }
    }

    @Test
    void aLetterIsTriedFiveTimesEachTimeAfterALongerWait() throws Exception {
        try (var moody = moody().when("data", "452 no room")) {
            int tries = 1;
            for (int minutes : new int[] {5, 15, 60, 180}) {
                round().run();
                assertThat(moody.heard("data")).isEqualTo(tries);
                clock.after(Duration.ofMinutes(minutes).minusSeconds(1));
                round().run();
                assertThat(moody.heard("data"))
                        .as("not before %d minutes", minutes)
                        .isEqualTo(tries);
                clock.after(Duration.ofSeconds(1));
                tries++;
            }
            round().run();
            assertThat(moody.heard("data")).isEqualTo(5);
            clock.after(Duration.ofHours(12));
            round().run();
            assertThat(moody.heard("data")).as("given up").isEqualTo(5);
            assertThat(letters.trouble()).hasValueSatisfying(trouble -> {
                assertThat(trouble.lost()).isEqualTo(1);
                assertThat(trouble.waiting()).isZero();
            });
        }
    }

    private String words() {
        return letters.trouble().orElseThrow().words();
    }

    private String stateOf(Person person) {
        return database.sql()
                .fetchSingle("select state || ': ' || trouble from letter where person_id = ?", person.id())
                .get(0, String.class);
    }

    @Test
    void aLetterThatEndedStaysSo() {
        var letter = new Letters.Letter(clerk.id(), FRIDAY, FIRST, LocalDate.of(2026, 5, 15));
        letters.claim(letter);
        letters.ended(letter, Letters.End.SENT);
        letters.failed(letter, "Too late");
        assertThat(letters.trouble()).isEmpty();
        assertThat(letters.told(clerk.id())).hasValue(LocalDate.of(2026, 5, 15));
    }

    @Test
    void aMailServerHasTheTimeToLookALetterOver() {
        MailSettings settings = MailFile.read("""
                version: 1
                host: smtp.district.example
                from: yearbook@district.example
                server: https://yearbook.district.example
                """, ZoneOffset.UTC);
        assertThat(Post.connection(settings)).containsEntry("mail.smtp.timeout", "600000");
    }
}
