package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlFilesTest {

    private static final String EVENTS = """
            id: events
            name: Attendance events
            source: SIS
            entity: student_attendance
            files: ["attendance*.xml"]
            format: xml
            xml: {rows: [AttendanceEvent]}
            schoolYear: {from: none}
            properties:
              - {name: student, physicalName: Student.Identity.UniqueId, required: true}
              - {name: day, physicalName: EventDate}
              - {name: reasons, physicalName: Reason, logicalType: list}
              - {name: ref, physicalName: "@id"}
              - {name: school, physicalName: ../SchoolId}
              - {name: code, physicalName: "Code[@system=state]"}
            """;

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() {
        landing = TestLanding.with(folder.resolve("home"), EVENTS);
    }

    private static String row(int student) {
        return "<AttendanceEvent><Student><Identity><UniqueId>" + student
                + "</UniqueId></Identity></Student></AttendanceEvent>\n";
    }

    @Test
    void elementsAreRowsWhateverTheirNamespaces() {
        landing.drop("attendance.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <e:Interchange xmlns:e="http://ed-fi.org/5.2.0" xmlns:ann="http://ed-fi.org/annotation">
                  <SchoolId>255901</SchoolId>
                  <e:AttendanceEvent id="E1">
                    <Student><Identity><UniqueId> 604822 </UniqueId></Identity></Student>
                    <EventDate>2021-08-31</EventDate><!-- a comment -->
                    <Reason>Ill &amp; tired</Reason>
                    <Reason><![CDATA[<late>]]></Reason>
                    <Code system="state">S1</Code>
                    <Code system="local">L1</Code>
                  </e:AttendanceEvent>
                  <Student><Identity><UniqueId>1</UniqueId></Identity></Student>
                  <AttendanceEvent>
                    <Student><Identity><UniqueId>604823</UniqueId></Identity></Student>
                    <EventDate/>
                  </AttendanceEvent>
                </e:Interchange>
                """);
        LandedFile file = landing.landed();
        assertThat(file.header())
                .containsExactly(
                        "Student.Identity.UniqueId",
                        "EventDate",
                        "Reason",
                        "@id",
                        "../SchoolId",
                        "Code[@system=state]");
        assertThat(TestLanding.rows(file))
                .containsExactly("4|604822|2021-08-31|Ill & tired,<late>|E1|255901|S1", "13|604823|-|-|-|255901|-");
        assertThat(file.findings()).isEmpty();
    }

    @Test
    void rowsOnOneLineGoByTheirNumber() {
        landing.drop("attendance.xml", "<a>" + row(1).strip() + row(2).strip() + "</a>");
        assertThat(TestLanding.rows(landing.landed())).containsExactly("1|1", "2|2");
    }

    @Test
    void otherEncodingsThatTheDocumentDeclares() {
        String text = "<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>"
                + row(1).replace("</Att", "<Reason>José</Reason></Att") + "</a>";
        landing.drop("attendance.xml", text.getBytes(java.nio.charset.Charset.forName("windows-1252")));
        assertThat(TestLanding.rows(landing.landed())).containsExactly("1|1|José");
        landing.drop(
                "attendance.xml",
                ("\uFEFF" + text.replace("windows-1252", "UTF-16").replace("José", "Zoë"))
                        .getBytes(StandardCharsets.UTF_16LE));
        assertThat(TestLanding.rows(landing.landed())).containsExactly("1|1|Zoë");
    }

    @Test
    void aDocumentThatWasRewrittenInUtf8AndStillDeclaresUtf16() {
        for (String declared : List.of("utf-16", "UTF-16LE", "UTF-32")) {
            landing.drop(
                    "attendance.xml",
                    "<?xml version=\"1.0\" encoding=\"" + declared + "\"?><a>"
                            + row(1).replace("</Att", "<Reason>Zoë " + declared + "</Reason></Att") + "</a>");
            assertThat(TestLanding.rows(landing.landed())).containsExactly("1|1|Zoë " + declared);
        }
    }

    @Test
    void aDocumentTypeBringsNothingIn() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "TOP-SECRET");
        landing.drop(
                "attendance.xml",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n<a>"
                        + row(1).replace("</Att", "<Reason>&x;</Reason></Att") + "</a>");
        HeldBack held = landing.held();
        assertThat(held.reason()).contains("no proper XML").doesNotContain("TOP-SECRET");
        var laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"lol\">");
        for (int at = 1; at < 12; at++) {
            laughs.append("<!ENTITY l")
                    .append(at)
                    .append(" \"")
                    .append(("&l" + (at - 1) + ";").repeat(10))
                    .append("\">");
        }
        landing.drop(
                "attendance.xml", laughs + "]>\n<a>" + row(1).replace("</Att", "<Reason>&l11;</Reason></Att") + "</a>");
        assertThat(landing.held().reason()).contains("no proper XML");
    }

    @Test
    void aDocumentTypeThatNobodyCanReadIsHeldBack() {
        landing.drop("attendance.xml", "<!DOCTYPE a [<\u0001]>\n<a>" + row(1) + "</a>");
        assertThat(landing.held().reason()).contains("no proper XML", "of its own type");
    }

    @Test
    void aDocumentCutShortIsHeldBack() {
        landing.drop("attendance.xml", "<a>\n" + row(1) + row(2) + "<AttendanceEvent><Stu");
        HeldBack held = landing.held();
        assertThat(held.ruleId()).isEqualTo("SYS-01");
        assertThat(held.reason()).isEqualTo("The file is no proper XML, or cut short: it goes wrong on line 4.");
        landing.drop("attendance.xml", "<a>\n" + row(1) + row(2));
        assertThat(landing.held().reason()).contains("cut short");
    }

    @Test
    void whatHoldsNoRowsIsHeldBack() {
        landing.drop("attendance.xml", "<?xml version='1.0'?><fault><code>401</code></fault>");
        assertThat(landing.held().reason())
                .isEqualTo("The file holds no AttendanceEvent, in which the rows of Attendance events should stand.");
        landing.drop("attendance.xml", "a,b\n1,2\n");
        assertThat(landing.held().reason()).isEqualTo("The file is a text table, not an XML document.");
    }

    @Test
    void aDocumentUnderAnyNameIsKnownByItsElements() {
        landing.drop("download(3).xml", "<a>" + row(1) + "</a>");
        assertThat(landing.landed().contractId()).isEqualTo("events");
        landing.drop("download(4).xml", "<a><b/></a>");
        assertThat(landing.held().reason()).contains("no contract knows its elements");
    }

    @Test
    void aDocumentUnderAnyNameThatSeveralContractsKnowIsHeldBack() {
        landing = TestLanding.with(
                folder.resolve("home"),
                EVENTS.replace("id: events", "id: a-copy").replace("attendance*.xml", "copy*.xml"),
                EVENTS.replace("id: events", "id: another")
                        .replace("attendance*.xml", "another*.xml")
                        .replace("EventDate}", "Date, required: true}"));
        landing.drop("download.xml", "<a>" + row(1) + "</a>");
        HeldBack held = landing.held();
        assertThat(held.ruleId()).isEqualTo("SYS-03");
        assertThat(held.reason()).contains("those of several contracts, and none knows a file of this name");
        assertThat(held.whatToDo()).isEqualTo("Name the file as one of these contracts says: a-copy, events.");
        landing.drop("another-1.xml", "<a>" + row(1).replace("</Att", "<Date>2026-05-01</Date></Att") + "</a>");
        assertThat(landing.landed().contractId()).isEqualTo("another");
    }

    @Test
    void underAnyNameToWhatIsLackingForAContractWithRowsInForceIsTold() {
        landing = TestLanding.with(
                folder.resolve("home"),
                EVENTS.replace("id: events", "id: another")
                        .replace("attendance*.xml", "another*.xml")
                        .replace("EventDate}", "Date, required: true}"));
        landing.drop("another-1.xml", "<a>" + row(1).replace("</Att", "<Date>2026-05-01</Date></Att") + "</a>");
        assertThat(landing.landed().contractId()).isEqualTo("another");
        landing.drop("download.xml", "<a>" + row(1) + "</a>");
        LandingResult result = landing.night();
        assertThat(result.fresh()).extracting(LandedFile::contractId).isEqualTo(List.of("events"));
        assertThat(result.findings())
                .filteredOn(finding -> finding.severity().equals("major"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.ruleId()).isEqualTo("SYS-03");
                    assertThat(finding.message())
                            .startsWith("The file brings nothing for contract another, of which earlier rows are in"
                                    + " force and stay so. A required column is missing: 'Date'");
                });
    }

    @Test
    void severalContractsTakeTheirOwnRowsOfOneFile() {
        landing = TestLanding.with(folder.resolve("home"), """
                id: incidents
                name: Incidents
                source: SIS
                entity: discipline_incident
                files: ["attendance*.xml"]
                format: xml
                xml: {rows: [Incident]}
                schoolYear: {from: none}
                properties:
                  - {name: incident, physicalName: Number, required: true}
                """);
        landing.drop(
                "attendance.xml", "<a>\n" + row(1) + "<Incident><Number>9</Number></Incident>\n" + row(2) + "</a>");
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.fresh()).extracting(LandedFile::contractId).containsExactly("events", "incidents");
        assertThat(TestLanding.rows(result.fresh().get(0))).containsExactly("2|1", "4|2");
        assertThat(TestLanding.rows(result.fresh().get(1))).containsExactly("3|9");
        assertThat(landing.land().current()).hasSize(2);
        landing.drop(
                "attendance.xml", "<a>\n" + row(1) + "<Incident><Number>9</Number></Incident>\n" + row(2) + "</a>");
        assertThat(landing.night().unchanged()).hasSize(2);
        landing.drop("attendance.xml", "<a>\n" + row(3) + "</a>");
        LandingResult without = landing.night();
        assertThat(without.fresh()).extracting(LandedFile::contractId).isEqualTo(List.of("events"));
        assertThat(without.findings())
                .filteredOn(finding -> finding.severity().equals("major"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.ruleId()).isEqualTo("SYS-03");
                    assertThat(finding.message())
                            .isEqualTo(
                                    "The file brings nothing for contract incidents, of which earlier rows are in force"
                                            + " and stay so. The file holds no Incident, in which the rows of Incidents should"
                                            + " stand.");
                });
    }
}
