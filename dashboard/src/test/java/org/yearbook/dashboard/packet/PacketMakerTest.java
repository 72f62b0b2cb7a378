package org.yearbook.dashboard.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.yearbook.dashboard.state.Annotations;
import org.yearbook.dashboard.state.KeptPackets;
import org.yearbook.dashboard.state.KeptPackets.Kept;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.state.Packet.Contents;
import org.yearbook.dashboard.state.Packet.Every;
import org.yearbook.dashboard.state.Packet.Kind;
import org.yearbook.dashboard.state.Packet.Schedule;
import org.yearbook.dashboard.state.Packets;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.PublicEditions;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictFile;

/** Packets as somebody reads them: their pages, their tags, and what is not on them. */
class PacketMakerTest {

    private static final String FIRST = "20260515T020000-a";

    @TempDir
    Path folder;

    private final Clock clock = Clock.fixed(Instant.parse("2026-05-15T12:00:00Z"), ZoneOffset.UTC);
    private SamplePublication sample;
    private StateDatabase database;
    private Editions editions;
    private PublicEditions published;
    private KeptPackets kept;

    @BeforeEach
    void open() {
        sample = SamplePublication.in(folder);
        sample.change(FIRST, "alter table metric_definition add column area varchar");
        sample.change(
                FIRST,
                "update metric_definition set area = case metric when 'teacher_retention_rate' then 'staff'"
                        + " when 'account_removal_on_time' then 'access' when 'cost_per_active_app_user' then 'applications'"
                        + " else 'students' end");
        // Three students whose share is not for everybody.
        sample.change(
                FIRST,
                "update metric_value set n = 3, numerator = 1, denominator = 3, value = 0.333333"
                        + " where metric = 'chronic_absence_rate' and group_dimension = 'race_ethnicity'"
                        + " and group_value = 'AmericanIndianOrAlaskaNative' and organization_type = 'district'");
        sample.change(
                FIRST,
                "update metric_value set n = 4, numerator = 3, denominator = 4, value = 0.777777"
                        + " where metric = 'chronic_absence_rate' and group_dimension = 'all' and organization_id = '0104'");
        sample.release(FIRST);
        database = StateDatabase.open(sample.home());
        editions = new Editions(sample.home(), 10, 2);
        published = new PublicEditions(sample.home(), 10, 1);
        kept = new KeptPackets(database, clock);
    }

    @AfterEach
    void close() {
        published.close();
        editions.close();
        database.close();
    }

    private PacketMaker maker() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return PacketMakers.of(
                editions, published, kept, DistrictFile.read(sample.home()), engine, new Annotations(database, clock));
    }

    private Packet monthly() {
        Packet shipped = new Packets(database, clock).all().get(0);
        Contents contents = shipped.contents();
        return new Packet(
                shipped.id(),
                shipped.title(),
                shipped.audience(),
                shipped.kind(),
                shipped.schoolYear(),
                new Contents(contents.areas(), contents.metrics(), contents.schools(), contents.groups(), true, false),
                shipped.schedule(),
                shipped.people(),
                shipped.addresses());
    }

    private Packet internal() {
        return new Packets(database, clock)
                .keep(new Packet(
                        0,
                        "Cabinet packet",
                        "Cabinet",
                        Kind.INTERNAL,
                        "",
                        new Contents(
                                Set.of("students"),
                                List.of("cost_per_active_app_user"),
                                Set.of(),
                                List.of("race_ethnicity")),
                        new Schedule(Every.NEVER, 1),
                        List.of(),
                        List.of()));
    }

    private String text(Kept packet) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(kept.file(packet.id()))) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    @Test
    void theShippedPacketIsForEverybodyAndTellsEachNumberWithGoalTrendBreakSchoolsAndGroups() throws IOException {
        Kept made = maker().make(monthly(), new Scope.District(), null);
        String text = text(made);
        assertThat(text)
                .contains("Monthly board packet", "Board of education and the public", "Cedar Valley School District")
                .contains("2025-26 so far", "May 15, 2026", FIRST, "goals met")
                .contains(
                        "Chronic absence",
                        "15% or lower",
                        "New definition".toLowerCase(),
                        "Abraham Lincoln Elementary School")
                .contains("Race and ethnicity", "Definitions in force in 2025-26", "Version 2, in force since 2024-25")
                .contains("Too few to show", "A hidden number is not zero");
        assertThat(made.kind()).isEqualTo(Kind.PUBLIC);
        assertThat(made.publication()).isEqualTo(FIRST);
    }

    @Test
    void aHiddenNumberIsNowhereInAPublicPacketAndInAnInternalOneForThoseWhoSeeIt() throws IOException {
        Kept open = maker().make(monthly(), new Scope.District(), null);
        Kept whole = maker().make(internal(), new Scope.District(), null);
        Kept clerk = maker().make(internal(), new Scope.Schools(Set.of("0101")), null);
        assertThat(text(whole)).contains("33.3%", "77.8%");
        for (Kept packet : List.of(open, clerk)) {
            assertThat(text(packet)).contains("Too few").doesNotContain("33.3", "77.8");
            try (PDDocument pdf = Loader.loadPDF(kept.file(packet.id()))) {
                assertThat(alternatives(pdf)).noneMatch(words -> words.contains("33.3") || words.contains("77.8"));
            }
        }
    }

    @Test
    void aRateThatEverybodyIsToldByARangeIsToldSoAndNotCalledMissing() throws IOException {
        published.close();
        Path file = sample.home().publications().resolve(FIRST).resolve("public.duckdb");
        try (Duck duck = Duck.write(file, Limits.small())) {
            duck.run("alter table metric_value add column value_range varchar");
            duck.run("update metric_value set status = 'range', numerator = null, value = null, value_range = '85-89'"
                    + " where metric = 'teacher_retention_rate' and n is not null");
        }
        published = new PublicEditions(sample.home(), 10, 1);
        assertThat(text(maker().make(monthly(), new Scope.District(), null)))
                .contains("Told as a range", "85 to 89% of")
                .doesNotContain("was not delivered");
    }

    @Test
    void aScreenReaderGetsTitleLanguageHeadingsTablesAndWordsForEachChart() throws IOException {
        Kept made = maker().make(monthly(), new Scope.District(), null);
        try (PDDocument pdf = Loader.loadPDF(kept.file(made.id()))) {
            var catalog = pdf.getDocumentCatalog();
            assertThat(catalog.getLanguage()).isEqualTo("en");
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(pdf.getDocumentInformation().getTitle())
                    .isEqualTo("Monthly board packet, Cedar Valley School District");
            assertThat(new String(catalog.getMetadata().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("pdfuaid");
            List<PDStructureElement> elements = elements(catalog.getStructureTreeRoot());
            assertThat(elements.stream().map(PDStructureElement::getStructureType))
                    .contains("H1", "H2", "H3", "H4", "Table", "TH", "TD", "Figure", "P");
            assertThat(alternatives(pdf))
                    .filteredOn(words -> words.startsWith("Line chart. "))
                    .hasSize(4)
                    .anySatisfy(words -> assertThat(words)
                            .contains(
                                    "Chronic absence by school year",
                                    "2025-26",
                                    "The definition changed from 2024-25"));
            var outline = catalog.getDocumentOutline();
            var names = StreamSupport.stream(outline.children().spliterator(), false)
                    .map(item -> item.getTitle())
                    .toList();
            assertThat(names).startsWith("Cover", "At a glance", "Students").endsWith("Definitions in force");
            assertThat(pdf.getNumberOfPages()).isEqualTo(made.pages()).isBetween(4, 14);
            String last = new PDFTextStripper().getText(pdf);
            assertThat(last).contains("Page 1 of " + made.pages(), "Page " + made.pages() + " of " + made.pages());
        }
    }

    @Test
    void aPublicPacketSaysOfWhichNightItsNumbersAre() throws IOException {
        sample.publish("20260520T020000-c", "2026-05-20", java.util.Map.of());
        sample.change(
                "20260520T020000-c",
                "update metric_value set as_of = case metric when 'enrollment' then date '2026-04-01' else date '2026-05-01' end");
        sample.change("20260520T020000-c", "alter table metric_definition add column area varchar");
        sample.change("20260520T020000-c", "update metric_definition set area = 'students'");
        sample.release("20260520T020000-c");
        Kept open = maker().make(monthly(), new Scope.District(), null);
        assertThat(text(open)).contains("Data as of May 1, 2026", "Its numbers are of the night of Apr 1, 2026");
        assertThat(open.asOf()).isEqualTo("2026-05-01");
        Kept whole = maker().make(internal(), new Scope.District(), null);
        assertThat(text(whole)).contains("Data as of May 20, 2026").doesNotContain("Its numbers are of");
    }

    @Test
    void theShippedPacketIsShortAndAnAppendixHasTheRest() throws IOException {
        Packet shipped = new Packets(database, clock).all().get(0);
        assertThat(shipped.contents().appendix()).isFalse();
        Kept brief = maker().make(shipped, new Scope.District(), null);
        assertThat(text(brief))
                .contains("This packet is printed without its appendix", "Chronic absence", "15% or lower")
                .doesNotContain("Race and ethnicity", "Abraham Lincoln", "Version 2, in force since 2024-25");
        Kept whole = maker().make(monthly(), new Scope.District(), null);
        assertThat(brief.pages()).isLessThan(whole.pages());
    }

    @Test
    void annotationsArePrintedWhereAPacketAsksForThemAndMakeAnotherPacket() throws IOException {
        var people = new org.yearbook.dashboard.state.People(database, clock, java.time.ZoneOffset.UTC);
        people.add(
                new org.yearbook.dashboard.state.People.Newcomer(
                        "dana", "Dana", org.yearbook.dashboard.state.Role.LEADER, Set.of()),
                "hash");
        Packet plain = internal();
        Packet noted = new Packet(
                0,
                "With notes",
                "",
                Kind.INTERNAL,
                "",
                new Contents(Set.of(), List.of("chronic_absence_rate"), Set.of(), List.of(), false, true),
                new Schedule(Every.NEVER, 1),
                List.of(),
                List.of());
        noted = new Packets(database, clock).keep(noted);
        Kept before = maker().make(noted, new Scope.District(), null);
        new Annotations(database, clock)
                .add(
                        people.bySignIn("dana").orElseThrow(),
                        java.time.LocalDate.of(2025, 8, 12),
                        "New attendance software",
                        new org.yearbook.dashboard.state.Annotation.About(
                                org.yearbook.dashboard.state.Annotation.Kind.ALL, ""),
                        "");
        Kept after = maker().make(noted, new Scope.District(), null);
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(text(before)).doesNotContain("New attendance software");
        assertThat(text(after)).contains("A. Aug 12, 2025: New attendance software (every number)");
        assertThat(text(maker().make(plain, new Scope.District(), null))).doesNotContain("New attendance software");
    }

    @Test
    void onlyTheChosenSchoolsGroupsAndYearAreTold() throws IOException {
        Packet own = new Packets(database, clock)
                .keep(new Packet(
                        0,
                        "Lincoln",
                        "",
                        Kind.INTERNAL,
                        "2024-25",
                        new Contents(Set.of(), List.of("chronic_absence_rate"), Set.of("0101"), List.of()),
                        new Schedule(Every.NEVER, 1),
                        List.of(),
                        List.of()));
        Kept made = maker().make(own, new Scope.District(), null);
        assertThat(made.schoolYear()).isEqualTo("2024-25");
        assertThat(text(made))
                .contains("Schools Abraham Lincoln Elementary School", "Groups None", "Definitions in force in 2024-25")
                .doesNotContain("Birch Creek", "Race and ethnicity", "2025-26 so far Goal");
        sample.publish("20260520T020000-c", "2026-05-20", java.util.Map.of());
        Packet latest = new Packet(
                own.id(), "Lincoln", "", Kind.INTERNAL, "", own.contents(), own.schedule(), List.of(), List.of());
        assertThat(text(maker().make(latest, new Scope.District(), null)))
                .contains("Abraham Lincoln Elementary School does not meet its goal.");
    }

    @Test
    void theSamePacketAndPublicationGiveTheSameBytesAndAreKeptOnce() throws Exception {
        PacketMaker maker = maker();
        Kept first = maker.make(monthly(), new Scope.District(), null);
        byte[] bytes = kept.file(first.id());
        assertThat(maker.make(monthly(), new Scope.Schools(Set.of()), null).id())
                .as("who makes a public packet is nothing to it")
                .isEqualTo(first.id());
        database.sql().execute("delete from kept_packet");
        Thread.sleep(1100);
        Kept again = maker.make(monthly(), new Scope.District(), null);
        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(kept.file(again.id())).isEqualTo(bytes);
        sample.publish("20260516T020000-b", "2026-05-16", java.util.Map.of()).release("20260516T020000-b");
        Kept next = maker.make(monthly(), new Scope.District(), null);
        assertThat(next.publication()).isEqualTo("20260516T020000-b");
        assertThat(kept.file(next.id())).isNotEqualTo(bytes);
    }

    private static List<PDStructureElement> elements(PDStructureNode node) {
        var found = new ArrayList<PDStructureElement>();
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                found.add(element);
                found.addAll(elements(element));
            }
        }
        return found;
    }

    private static List<String> alternatives(PDDocument pdf) {
        return elements(pdf.getDocumentCatalog().getStructureTreeRoot()).stream()
                .map(PDStructureElement::getAlternateDescription)
                .filter(words -> words != null)
                .toList();
    }
}
