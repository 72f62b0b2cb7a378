package org.yearbook.ingest.source.edfi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.provider.Puller;

class EdFiXmlPullTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 24);
    private static final String SCHOOL = """
            <School id="S1"><NameOfInstitution>High</NameOfInstitution><SchoolId>101</SchoolId></School>
            """;

    @TempDir
    Path folder;

    private Puller puller;

    @BeforeEach
    void home() throws IOException {
        Files.createDirectories(folder.resolve("home/edfi"));
        puller = new Puller(folder.resolve("home"), new EdFiXmlKind(), """
                - name: sis
                  kind: edfi-xml
                  folder: edfi
                """);
    }

    private void file(String name, String kind, String body) throws IOException {
        Files.writeString(
                folder.resolve("home/edfi").resolve(name),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Interchange" + kind
                        + " xmlns=\"http://ed-fi.org/5.2.0\">\n" + body + "</Interchange" + kind + ">\n");
    }

    @Test
    void anElementThatIsReferredToByItsIdIsFoundInAnotherFile() throws IOException {
        // The file that refers comes first.
        file("a-discipline.xml", "StudentDiscipline", """
                <StudentDisciplineIncidentBehaviorAssociation>
                  <StudentReference><StudentIdentity><StudentUniqueId>7</StudentUniqueId></StudentIdentity></StudentReference>
                  <DisciplineIncidentReference ref="D1"/>
                  <Behavior>uri://ed-fi.org/BehaviorDescriptor#Fighting</Behavior>
                </StudentDisciplineIncidentBehaviorAssociation>
                """);
        file("b-incidents.xml", "StudentDiscipline", """
                <DisciplineIncident id="D1"><IncidentIdentifier>12</IncidentIdentifier><IncidentDate>2026-10-01</IncidentDate>
                  <SchoolReference ref="S1"/></DisciplineIncident>
                """);
        file("c-schools.xml", "EducationOrganization", SCHOOL);
        assertThat(puller.pull(NIGHT).failure()).isNull();
        assertThat(puller.lines("edfi-discipline-2026-27-sis.jsonl"))
                .containsExactly("{\"incidentIdentifier\":\"101/12\",\"studentNumber\":\"7\",\"schoolNumber\":\"101\","
                        + "\"incidentDate\":\"2026-10-01\",\"behavior\":\"Fighting\",\"discipline\":null,"
                        + "\"disciplineDate\":null,\"disciplineDays\":null}");
    }

    @Test
    void aFileThatIsCutShortBringsNothingOfTheFolder() throws IOException {
        file("a.xml", "EducationOrganization", SCHOOL);
        Files.writeString(
                folder.resolve("home/edfi/b.xml"),
                "<InterchangeStudent xmlns=\"http://ed-fi.org/5.2.0\"><Student><StudentUniqueId>7</Stu");
        assertThat(puller.pull(NIGHT).failure().reason()).contains("b.xml is not complete XML");
        Files.writeString(folder.resolve("home/edfi/b.xml"), "<!DOCTYPE x [<\u0001]><InterchangeStudent/>");
        assertThat(puller.pull(NIGHT).failure().reason()).contains("b.xml is not complete XML", "of its own type");
        assertThat(puller.inbox()).isEmpty();
    }

    @Test
    void entitiesAreNotResolved() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "very secret");
        Files.writeString(folder.resolve("home/edfi/a.xml"), """
                <?xml version="1.0"?><!DOCTYPE x [<!ENTITY leak SYSTEM "%s">]>
                <InterchangeEducationOrganization xmlns="http://ed-fi.org/5.2.0">
                <School><NameOfInstitution>&leak;</NameOfInstitution><SchoolId>101</SchoolId></School>
                </InterchangeEducationOrganization>
                """.formatted(secret.toUri()));
        var result = puller.pull(NIGHT);
        if (result.failure() == null) {
            assertThat(puller.lines("edfi-organizations-2026-27-sis.jsonl").toString())
                    .doesNotContain("very secret");
        }
    }

    @Test
    void otherFilesAndAnEmptyFolderAreTold() throws IOException {
        assertThat(puller.pull(NIGHT).failure().reason()).contains("has no XML file");
        Files.writeString(folder.resolve("home/edfi/page.xml"), "<html><body>Sign in</body></html>");
        assertThat(puller.pull(NIGHT).failure().reason()).contains("page.xml is no Ed-Fi interchange");
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        Puller other = new Puller(folder.resolve("other"), new EdFiXmlKind(), """
                - name: sis
                  kind: edfi-xml
                  folder: nowhere
                """);
        assertThat(other.pull(NIGHT).failure().reason()).contains("no folder nowhere");
        assertThatThrownBy(() -> new Puller(folder.resolve("third"), new EdFiXmlKind(), """
                        - name: sis
                          kind: edfi-xml
                        """))
                .hasMessageContaining("'folder' is missing");
    }
}
