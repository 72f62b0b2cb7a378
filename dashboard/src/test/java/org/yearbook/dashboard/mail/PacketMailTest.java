package org.yearbook.dashboard.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.yearbook.dashboard.StandingClock;
import org.yearbook.dashboard.packet.PacketMakers;
import org.yearbook.dashboard.schedule.NightWatch;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.state.Annotations;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.FactorChange;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.KeptPackets;
import org.yearbook.dashboard.state.Letters;
import org.yearbook.dashboard.state.MetricWatch;
import org.yearbook.dashboard.state.NightStarts;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.state.Packet.Contents;
import org.yearbook.dashboard.state.Packet.Every;
import org.yearbook.dashboard.state.Packet.Kind;
import org.yearbook.dashboard.state.Packet.Schedule;
import org.yearbook.dashboard.state.Packets;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.PublicEditions;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.NightSettings;
import org.yearbook.warehouse.home.RefreshSettings;
import org.yearbook.warehouse.run.Heard;
import org.yearbook.warehouse.run.RunRecorder;

/** Packets and alerts as a real mail server gets them. */
class PacketMailTest {

    /** Friday, May 15, 2026, 7 in the morning in Illinois. */
    private static final Instant FRIDAY = Instant.parse("2026-05-15T12:00:00Z");

    private static final String FIRST = "20260515T020000-a";
    private static final String NEXT = "20260516T020000-b";
    private static final String ABSENCE =
            "metric = 'chronic_absence_rate' and authority = 'district' and policy = 'in_force'"
                    + " and school_year = '2025-26' and organization_type = 'district' and group_dimension = 'all'";

    @TempDir
    Path folder;

    private final StandingClock clock = new StandingClock(FRIDAY);
    private GreenMail server;
    private SamplePublication sample;
    private StateDatabase database;
    private Editions editions;
    private PublicEditions published;
    private People people;
    private Packets packets;
    private KeptPackets kept;
    private Outbox outbox;
    private MetricWatch watch;
    private Person leader;

    @BeforeEach
    void open() throws IOException {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        sample = SamplePublication.in(folder).release(FIRST);
        Files.writeString(sample.home().root().resolve("mail.yaml"), """
                version: 1
                host: localhost
                port: %d
                tls: none
                from: Yearbook <yearbook@district.example>
                server: https://yearbook.district.example/
                """.formatted(
                        server.getSmtp().getPort()));
        database = StateDatabase.open(sample.home());
        editions = new Editions(sample.home(), 10, 4);
        published = new PublicEditions(sample.home(), 10, 1);
        people = new People(database, clock, ZoneOffset.UTC);
        packets = new Packets(database, clock);
        kept = new KeptPackets(database, clock);
        outbox = new Outbox(database, clock);
        watch = new MetricWatch(database, outbox);
        leader = person("dana", Role.LEADER);
    }

    @AfterEach
    void close() {
        published.close();
        editions.close();
        database.close();
        server.stop();
    }

    private Person person(String name, Role role) {
        people.demo(new Newcomer(name, "Dana Whitfield", role, Set.of("0101")), "no hash");
        long id = people.bySignIn(name).orElseThrow().id();
        people.setEmail(id, name + "@district.example");
        return people.byId(id).orElseThrow();
    }

    private static SpringTemplateEngine engine() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }

    private District district() {
        return DistrictFile.read(sample.home());
    }

    private PacketRound packetRound() {
        return new PacketRound(
                packets,
                PacketMakers.of(editions, published, kept, district(), engine(), new Annotations(database, clock)),
                new PacketRound.Mailboxes(people, outbox),
                editions,
                district(),
                sample.home(),
                clock);
    }

    private OutRound outRound() {
        return new OutRound(
                new MailSetup(sample.home(), district()),
                new OutRound.Rooms(outbox, kept, watch, people, new AuditTrail(database, clock)),
                new OutRound.Texts(
                        new AlertText(engine(), district()),
                        new NightText(
                                notice(),
                                new NightWatch(
                                        sample.home(),
                                        district(),
                                        new NightStarts(database, clock),
                                        NightSettings.of(sample.home()),
                                        clock)),
                        new RefreshText(notice(), refreshes(), editions, district()),
                        new FactorText(notice()),
                        new PacketText(engine(), district())),
                editions);
    }

    private Notice notice() {
        return new Notice(engine(), district());
    }

    private RefreshWatch refreshes() {
        return new RefreshWatch(sample.home(), district(), editions, RefreshSettings.of(sample.home()), clock);
    }

    private LateRound lateRound() {
        return new LateRound(refreshes(), editions, people, outbox);
    }

    private void heard(Instant at) {
        heard(at, at);
    }

    private void heard(Instant attendance, Instant absences) {
        Heard.write(
                sample.home(),
                FIRST,
                List.of(
                        new Heard("attendance", "sis-attendance", "SIS", "student_attendance", attendance),
                        new Heard("absences", "sis-absences", "SIS", "student_absence", absences)),
                Set.of(FIRST));
    }

    private void lateMailIsSent() {
        lateRound().run();
        outRound().run();
    }

    @Test
    void administratorsHearOnceOfASourceThatIsLateAndOnceThatItHasComeAgain() throws Exception {
        Files.writeString(sample.home().settings(), """

                refresh: {every: 1h, sources: [attendance]}
                """, StandardOpenOption.APPEND);
        person("admin", Role.ADMINISTRATOR);
        heard(FRIDAY.plusMillis(17));
        lateMailIsSent();
        assertThat(sent()).as("nothing is late yet").isEmpty();
        clock.after(Duration.ofMinutes(125));
        lateMailIsSent();
        clock.after(Duration.ofMinutes(30));
        lateMailIsSent();
        assertThat(sent()).singleElement().satisfies(letter -> {
            assertThat(letter.getSubject()).isEqualTo("SIS is late");
            assertThat(words(letter))
                    .contains("Hello Dana Whitfield", "7:00 AM, 2 hours ago, late: promised every hour")
                    .contains("Nights: https://yearbook.district.example/nights", ">Nights</a>");
        });
        heard(clock.instant());
        clock.after(Duration.ofMinutes(5));
        lateMailIsSent();
        lateMailIsSent();
        assertThat(sent()).hasSize(2);
        assertThat(sent().get(1).getSubject()).isEqualTo("SIS has come again");
        assertThat(words(sent().get(1)))
                .contains("5 minutes ago, promised every hour", "nothing had come since May 15, 2026, 7:00 AM");
        clock.after(Duration.ofMinutes(150));
        lateMailIsSent();
        assertThat(sent()).as("late for another time").hasSize(3);
    }

    @Test
    void ofASourceThatComesInPartThereIsOneMailUntilAllOfItHasCome() throws Exception {
        Files.writeString(sample.home().settings(), """

                refresh: {every: 1h, sources: [attendance]}
                """, StandardOpenOption.APPEND);
        person("admin", Role.ADMINISTRATOR);
        heard(FRIDAY, FRIDAY.minus(Duration.ofHours(1)));
        clock.after(Duration.ofMinutes(125));
        lateMailIsSent();
        assertThat(sent())
                .singleElement()
                .satisfies(letter -> assertThat(words(letter)).contains("7:00 AM", "6:00 AM"));
        heard(clock.instant(), FRIDAY.minus(Duration.ofHours(1)));
        lateMailIsSent();
        clock.after(Duration.ofMinutes(125));
        lateMailIsSent();
        assertThat(sent()).as("one part came and is late again").hasSize(1);
        heard(clock.instant());
        lateMailIsSent();
        lateMailIsSent();
        assertThat(sent()).hasSize(2);
        assertThat(sent().get(1).getSubject()).isEqualTo("SIS has come again");
    }

    @Test
    void whatCameWhileTheMailWaitedIsToldToNobody() throws Exception {
        Files.writeString(sample.home().settings(), """

                refresh: {every: 1h, sources: [attendance]}
                """, StandardOpenOption.APPEND);
        person("admin", Role.ADMINISTRATOR);
        heard(FRIDAY);
        clock.after(Duration.ofMinutes(125));
        lateRound().run();
        heard(clock.instant());
        outRound().run();
        lateMailIsSent();
        assertThat(sent()).isEmpty();
    }

    @Test
    void somebodyIsToldOnceOfAChangeOfTheirSecondFactor() throws Exception {
        people.setEmail(leader.id(), "leader@cedar.example");
        outbox.put(Outbox.Mail.factor(FactorChange.RESET, clock.instant(), leader.id()));
        outbox.put(Outbox.Mail.factor(FactorChange.RESET, clock.instant(), leader.id()));
        outRound().run();
        outRound().run();
        assertThat(sent())
                .singleElement()
                .satisfies(letter ->
                        assertThat(letter.getSubject()).isEqualTo("An administrator took your second factor away"));
    }

    private void rounds() {
        new AlertRound(watch, people, editions, district()).run();
        packetRound().run();
        outRound().run();
    }

    private List<MimeMessage> sent() {
        return List.of(server.getReceivedMessages());
    }

    private List<MimeMessage> sentTo(String address) {
        return sent().stream()
                .filter(message -> {
                    try {
                        return message.getRecipients(Message.RecipientType.TO)[0]
                                .toString()
                                .equals(address);
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static List<Part> parts(Part part) throws Exception {
        if (!(part.getContent() instanceof MimeMultipart many)) {
            return List.of(part);
        }
        var found = new ArrayList<Part>();
        for (int i = 0; i < many.getCount(); i++) {
            found.addAll(parts(many.getBodyPart(i)));
        }
        return found;
    }

    private static String words(MimeMessage message) throws Exception {
        var words = new StringBuilder();
        for (Part part : parts(message)) {
            if (part.getContent() instanceof String text) {
                words.append(text).append('\n');
            }
        }
        return words.toString();
    }

    private void night(String id, String asOf, String... changes) {
        sample.publish(id, asOf, Map.of());
        Stream.of(changes).forEach(change -> sample.change(id, change));
        sample.release(id);
    }

    private void crossed(String id, String asOf, String value) {
        night(id, asOf, "update metric_value set value = " + value + " where " + ABSENCE);
    }

    private Packet packet(Kind kind, Schedule schedule, List<Long> to, List<String> addresses) {
        return packets.keep(new Packet(
                0,
                "Packet of absence",
                "Board",
                kind,
                "",
                new Contents(Set.of(), List.of("chronic_absence_rate"), Set.of(), List.of("race_ethnicity")),
                schedule,
                to,
                addresses));
    }

    @Test
    void aPublicPacketLeavesOnceForEachRecipientAfterTheNightOfItsDay() throws Exception {
        packet(Kind.PUBLIC, new Schedule(Every.MONTHLY, 16), List.of(leader.id()), List.of("board@board.example"));
        rounds();
        assertThat(sent()).as("the day has not come").isEmpty();
        clock.after(Duration.ofDays(1));
        rounds();
        assertThat(sent()).as("the night of the day has not").isEmpty();
        night(NEXT, "2026-05-16");
        rounds();
        rounds();
        night("20260517T020000-c", "2026-05-17");
        clock.after(Duration.ofDays(1));
        rounds();
        assertThat(sent()).hasSize(2);
        MimeMessage outside = sentTo("board@board.example").get(0);
        assertThat(outside.getSubject()).isEqualTo("Packet of absence, data as of May 16, 2026");
        Part file = parts(outside).get(2);
        assertThat(file.getFileName()).isEqualTo("packet-2026-05-16.pdf");
        byte[] bytes = file.getInputStream().readAllBytes();
        var row = kept.openTo(leader, 5).get(0);
        assertThat(bytes).isEqualTo(kept.file(row.id()));
        try (var pdf = Loader.loadPDF(bytes)) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(row.pages());
        }
        assertThat(row.madeBy()).isNull();
        assertThat(outbox.told(row.id())).isEqualTo(new Outbox.Told(2, 0, 0));
        assertThat(words(outside)).contains("small groups are hidden").doesNotContain("/packets", "Dana");
        assertThat(words(sentTo("dana@district.example").get(0)))
                .contains("https://yearbook.district.example/packets/kept/" + row.id() + "/packet.pdf");
    }

    @Test
    void aPacketWaitsForTheNightOfItsDayAndDoesNotLeaveWithARefresh() throws Exception {
        packet(Kind.PUBLIC, new Schedule(Every.MONTHLY, 16), List.of(leader.id()), List.of());
        clock.after(Duration.ofDays(1));
        night(NEXT, "2026-05-16");
        ran("20260516T120000-00000b", true);
        rounds();
        assertThat(sent()).as("only attendance is of that day").isEmpty();
        ran("20260516T140000-00000c", false);
        rounds();
        assertThat(sent()).hasSize(1);
    }

    private void ran(String id, boolean refresh) {
        var kind = new RunRecorder.Kind(LocalDate.parse("2026-05-16"), refresh);
        try (var run = RunRecorder.begin(sample.home(), id, kind, clock)) {
            run.published(id, false);
        }
    }

    @Test
    void anInternalPacketIsALinkToNumbersAsEachPersonSeesThemAndLeavesForNobodyElse() throws Exception {
        Person principal = person("marcus", Role.PRINCIPAL);
        Person gone = person("ruth", Role.CLERK);
        packet(
                Kind.INTERNAL,
                new Schedule(Every.WEEKLY, 5),
                List.of(leader.id(), principal.id(), gone.id()),
                List.of("board@board.example"));
        people.enable(gone.id(), false);
        rounds();
        assertThat(sent()).hasSize(2);
        assertThat(sentTo("board@board.example")).isEmpty();
        for (String name : List.of("dana", "marcus")) {
            MimeMessage mail = sentTo(name + "@district.example").get(0);
            assertThat(parts(mail)).as("words and no file").hasSize(2);
            assertThat(words(mail)).contains("Sign in to open it");
        }
        assertThat(kept.openTo(leader, 9)).hasSize(2);
        assertThat(kept.openTo(principal, 9))
                .hasSize(1)
                .allSatisfy(own -> assertThat(KeptPackets.words(own.places())).isEqualTo("0101"));
    }

    @Test
    void whatSomebodyMayNotSeeAnyMoreDoesNotLeave() {
        Person principal = person("marcus", Role.PRINCIPAL);
        var made = packet(Kind.INTERNAL, new Schedule(Every.WEEKLY, 5), List.of(principal.id()), List.of());
        int port = server.getSmtp().getPort();
        server.stop();
        rounds();
        assertThat(made.people()).hasSize(1);
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        people.place(principal.id(), Role.PRINCIPAL, Set.of("0102"));
        clock.after(Duration.ofMinutes(10));
        rounds();
        assertThat(sent()).isEmpty();
        assertThat(outbox.due()).isEmpty();
    }

    @Test
    void whoeverFollowsANumberHearsOnceThatItCrossedItsGoal() throws Exception {
        person("sam", Role.ADMINISTRATOR);
        rounds();
        assertThat(sent()).as("the first look has nothing to compare").isEmpty();
        crossed(NEXT, "2026-05-16", "0.142");
        var begin = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(3);
        for (int i = 0; i < 3; i++) {
            pool.execute(() -> {
                try {
                    begin.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                rounds();
            });
        }
        begin.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        rounds();
        assertThat(sent()).as("the leader alone follows it, once").hasSize(1);
        MimeMessage mail = sentTo("dana@district.example").get(0);
        assertThat(mail.getSubject()).isEqualTo("Chronic absence: goal met");
        assertThat(words(mail))
                .contains(
                        "Goal not met (17.2%) on May 15, 2026",
                        "Goal met (14.2%) on May 16, 2026", "Goal: 15% or lower")
                .contains("https://yearbook.district.example/metrics/chronic_absence_rate/why?from=" + FIRST + "&to="
                        + NEXT + "&year=2025-26&school=3100042")
                .contains("https://yearbook.district.example/metrics/chronic_absence_rate?school=3100042");
        crossed("20260517T020000-c", "2026-05-17", "0.141");
        rounds();
        assertThat(sent()).as("it stayed on its side").hasSize(1);
        watch.follow(leader.id(), "chronic_absence_rate", false);
        crossed("20260518T020000-d", "2026-05-18", "0.2");
        rounds();
        assertThat(sent()).as("nobody follows it any more").hasSize(1);
    }

    @Test
    void administratorsHearOnceThatANightIsMissingUnlessItIsDoneByThen() throws Exception {
        Files.writeString(sample.home().settings(), "nights: {at: \"02:00\", by: timer}\n", StandardOpenOption.APPEND);
        Person administrator = person("sam", Role.ADMINISTRATOR);
        var night = LocalDate.parse("2026-05-15");
        outbox.put(Outbox.Mail.missing(night, administrator.id()));
        outbox.put(Outbox.Mail.missing(night, administrator.id()));
        outbox.put(Outbox.Mail.missing(night, leader.id()));
        rounds();
        assertThat(sent()).hasSize(1);
        MimeMessage mail = sentTo("sam@district.example").get(0);
        assertThat(mail.getSubject()).isEqualTo("The night of Friday, May 15, 2026 is missing");
        assertThat(words(mail))
                .contains("It was due on May 15, 2026, 2:00 AM and is not done.")
                .contains("https://yearbook.district.example/nights");
        clock.after(Duration.ofDays(1));
        outbox.put(Outbox.Mail.missing(night.plusDays(1), administrator.id()));
        try (var run = RunRecorder.begin(sample.home(), "20260516T071000-0000aa", night.plusDays(1), clock)) {
            run.published("20260516T071000-0000aa", false);
        }
        rounds();
        assertThat(sent()).hasSize(1);
        assertThat(outbox.due()).isEmpty();
    }

    @Test
    void aNumberThatIsHiddenFromItsReaderIsNeverMailed() {
        Person clerk = person("ruth", Role.CLERK);
        watch.follow(clerk.id(), "chronic_absence_rate", true);
        rounds();
        night(
                NEXT,
                "2026-05-16",
                "update metric_value set value = 0.142, n = 7, denominator = 7, numerator = 1 where " + ABSENCE);
        rounds();
        assertThat(sentTo("dana@district.example")).hasSize(1);
        assertThat(sentTo("ruth@district.example")).isEmpty();
    }

    @Test
    void aMailThatWaitedTellsOfTheNightOfItsChangeAndOfNoLaterOne() throws Exception {
        rounds();
        int port = server.getSmtp().getPort();
        server.stop();
        crossed(NEXT, "2026-05-16", "0.142");
        rounds();
        night(
                "20260517T020000-c",
                "2026-05-17",
                "update metric_value set value = 0.133 where " + ABSENCE,
                "update metric_goal set value = 0.14 where metric = 'chronic_absence_rate'"
                        + " and school_year = '2025-26' and organization_type = 'district'");
        rounds();
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        clock.after(Duration.ofMinutes(6));
        rounds();
        assertThat(sent()).hasSize(1);
        assertThat(words(sent().get(0)))
                .contains("Goal met (14.2%) on May 16, 2026", "Goal: 15% or lower.")
                .doesNotContain("13.3%", "14%", "May 17");
    }

    @Test
    void aNumberThatWasHiddenOnTheNightOfItsChangeIsNotToldAfterwards() {
        Person clerk = person("ruth", Role.CLERK);
        watch.follow(clerk.id(), "chronic_absence_rate", true);
        rounds();
        int port = server.getSmtp().getPort();
        server.stop();
        night(NEXT, "2026-05-16", "update metric_value set value = 0.142, n = 7 where " + ABSENCE);
        rounds();
        crossed("20260517T020000-c", "2026-05-17", "0.141");
        rounds();
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        clock.after(Duration.ofMinutes(6));
        rounds();
        assertThat(sentTo("dana@district.example")).hasSize(1);
        assertThat(sentTo("ruth@district.example")).isEmpty();
    }

    @Test
    void aFormerNumberOfFewPeopleIsNotToldEither() throws Exception {
        Person clerk = person("ruth", Role.CLERK);
        watch.follow(clerk.id(), "chronic_absence_rate", true);
        sample.publish(NEXT, "2026-05-16", Map.of())
                .change(NEXT, "update metric_value set value = 0.333333, n = 3 where " + ABSENCE);
        rounds();
        crossed("20260517T020000-c", "2026-05-17", "0.142");
        rounds();
        assertThat(words(sentTo("ruth@district.example").get(0)))
                .contains("Goal met (14.2%)", "was: not told of May 16, 2026, since it spoke of too few people")
                .contains("this mail does not say whether it moved")
                .doesNotContain("33.3")
                .doesNotContainIgnoringCase("not met on")
                .doesNotContainIgnoringCase("not met (");
        assertThat(words(sentTo("dana@district.example").get(0))).contains("Goal not met (33.3%) on May 16, 2026");
    }

    @Test
    void aFormerNumberOfFewThingsHidesNobodyAndIsTold() throws Exception {
        Person clerk = person("ruth", Role.CLERK);
        watch.follow(clerk.id(), "chronic_absence_rate", true);
        sample.publish(NEXT, "2026-05-16", Map.of())
                .change(
                        NEXT,
                        "update metric_value set value = 0.333333, n = null, numerator = 1, denominator = 3 where "
                                + ABSENCE);
        rounds();
        crossed("20260517T020000-c", "2026-05-17", "0.142");
        rounds();
        assertThat(words(sentTo("ruth@district.example").get(0))).contains("Goal not met (33.3%) on May 16, 2026");
    }

    @Test
    void aNewDefinitionIsNoAlarm() throws Exception {
        rounds();
        String redefine =
                "update metric_definition set definition_hash = 'anotherone00' where metric = 'chronic_absence_rate'"
                        + " and authority = 'district' and version = 2";
        night(NEXT, "2026-05-16", redefine, "update metric_value set value = 0.142 where " + ABSENCE);
        rounds();
        assertThat(sent()).isEmpty();
        assertThat(watch.latest("chronic_absence_rate"))
                .hasValueSatisfying(change -> assertThat(change.redefined()).isTrue());
        // What goes out for another number says that this one was not compared.
        night(
                "20260517T020000-c",
                "2026-05-17",
                redefine.replace("anotherone00", "athirdone000"),
                "update metric_value set value = 0.3 where " + ABSENCE,
                "update metric_value set value = 0.6 where "
                        + ABSENCE.replace("chronic_absence_rate", "teacher_retention_rate"));
        rounds();
        assertThat(sent()).hasSize(1);
        assertThat(words(sent().get(0)))
                .contains("Teachers who stayed", "Not compared, because the definition changed: Chronic absence");
    }

    @Test
    void aRollbackIsNoNews() {
        rounds();
        crossed(NEXT, "2026-05-16", "0.142");
        rounds();
        assertThat(sent()).hasSize(1);
        crossed("20260514T020000-z", "2026-05-14", "0.2");
        rounds();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void mailThatDoesNotLeaveIsTriedAgainAndGivenUpWhenItIsNoNewsAnyMore() {
        rounds();
        crossed(NEXT, "2026-05-16", "0.142");
        int port = server.getSmtp().getPort();
        server.stop();
        rounds();
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        rounds();
        assertThat(sent()).as("too early").isEmpty();
        clock.after(Duration.ofMinutes(6));
        rounds();
        assertThat(sent()).hasSize(1);
        outbox.put(Outbox.Mail.alert("20260101T020000-x", leader.id()));
        clock.after(Duration.ofDays(8));
        rounds();
        assertThat(sent()).hasSize(1);
        assertThat(outbox.due()).isEmpty();
    }

    @Test
    void aRoundThatFailsDoesNotStopTheOthers() {
        packet(Kind.PUBLIC, new Schedule(Every.WEEKLY, 5), List.of(), List.of("board@board.example"));
        packetRound().run();
        database.sql().execute("drop table metric_standing");
        var audit = new AuditTrail(database, clock);
        var letters = new MailRound(
                new MailRound.Rooms(
                        people, new Letters(database, clock), new IssueLog(database, clock, ZoneOffset.UTC), audit),
                new MailSetup(sample.home(), district()),
                new LetterText(engine()),
                editions,
                district(),
                clock);
        var alerts = new AlertRound(watch, people, editions, district());
        assertThatThrownBy(alerts::run).isInstanceOf(RuntimeException.class);
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        var log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        log.addAppender(logged);
        var mails = new MailClock(database, letters, packetRound(), alerts, lateRound(), outRound());
        mails.start();
        try {
            assertThat(server.waitForIncomingEmail(30_000, 1)).isTrue();
        } finally {
            mails.stop();
            log.detachAppender(logged);
        }
        assertThat(logged.list)
                .anySatisfy(event -> assertThat(event.getFormattedMessage()).contains("The round alerts broke off"))
                .allSatisfy(event -> assertThat(event.getThrowableProxy())
                        .as("what it failed of may quote addresses")
                        .isNull());
        assertThat(sentTo("board@board.example")).hasSize(1);
    }

    @Test
    void whatIsLoggedOfAPacketThatFailsQuotesNoAddress() {
        packet(Kind.PUBLIC, new Schedule(Every.WEEKLY, 5), List.of(), List.of("board@board.example"));
        database.sql().execute("alter table outbox alter column address varchar(5)");
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        var log = (Logger) LoggerFactory.getLogger(PacketRound.class);
        log.addAppender(logged);
        try {
            packetRound().run();
        } finally {
            log.detachAppender(logged);
        }
        assertThat(logged.list).hasSize(1);
        ILoggingEvent event = logged.list.get(0);
        assertThat(event.getFormattedMessage()).contains("could not be made").doesNotContain("@");
        assertThat(event.getThrowableProxy()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "WEEKLY, 1, 2026-05-15, 2026-05-11",
        "WEEKLY, 5, 2026-05-15, 2026-05-15",
        "MONTHLY, 15, 2026-05-15, 2026-05-15",
        "MONTHLY, 16, 2026-05-15, 2026-04-16",
        "MONTHLY, 31, 2026-05-15, 2026-04-30",
        "MONTHLY, 30, 2026-03-01, 2026-02-28",
        "MONTHLY, 31, 2028-02-29, 2028-02-29"
    })
    void theDayOfAScheduleIsTheLatestThatIsNotAfterToday(Every every, int day, LocalDate today, LocalDate due) {
        assertThat(PacketRound.latest(new Schedule(every, day), today)).isEqualTo(due);
    }
}
