package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFilesTest {

    @TempDir
    Path folder;

    private TestLanding landing(String rows, String properties) {
        return TestLanding.with(folder.resolve("home"), """
                id: usage
                name: Usage
                source: Apps
                entity: app_usage
                files: ["usage*.json"]
                format: json
                json: {rows: "%s"}
                schoolYear: {from: none}
                properties:
                %s""".formatted(rows, properties.indent(2)));
    }

    private static final String PEOPLE = """
            - {name: id, physicalName: id, required: true}
            - {name: mail, physicalName: contact.mail}
            """;

    @Test
    void anArrayOfObjects() {
        TestLanding landing = landing("", PEOPLE);
        landing.drop("usage.json", """
                [
                 {"id": 7, "contact": {"mail": "a@x.org"}},
                 {"id": "007", "contact": {"mail": null}},

                 {"contact": {"mail": ""}, "id": 1.50}
                ]
                """);
        LandedFile file = landing.landed();
        assertThat(file.header()).containsExactly("id", "contact.mail");
        assertThat(TestLanding.rows(file)).containsExactly("2|7|a@x.org", "3|007|-", "5|1.50|-");
        assertThat(file.findings()).isEmpty();
    }

    @Test
    void rowsOnOneLineGoByTheirNumber() {
        TestLanding landing = landing("", PEOPLE);
        landing.drop("usage.json", "[{\"id\":true},{\"id\":1e3},{\"id\":\"z\"}]");
        assertThat(TestLanding.rows(landing.landed())).containsExactly("1|true", "2|1000", "3|z");
    }

    @Test
    void oneObjectALine() {
        TestLanding landing = landing("", PEOPLE);
        landing.drop("usage.json", "{\"id\":1,\"contact\":{\"mail\":\"a\\nb,\\\"c\\\"\"}}\n\n{\"id\":2}\r\n{\"id\":3}");
        assertThat(TestLanding.rows(landing.landed())).containsExactly("1|1|a\nb,\"c\"", "3|2|-", "4|3|-");
    }

    @Test
    void aBrokenLineCostsItselfAndKeepsNoText() {
        TestLanding landing = landing("", PEOPLE);
        landing.drop(
                "usage.json", "{\"id\":1}\n{\"id\":2,,}\n{\"id\":3} {\"id\":4}\n{\"id\":5}\n{\"x\":6}\n{\"id\":7}\n");
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).containsExactly("1|1", "4|5", "6|7");
        assertThat(TestLanding.rejects(file))
                .containsExactly(
                        "2|It is not one JSON object|null",
                        "3|It is not one JSON object|null",
                        "5|It has none of the fields that the contract knows|null");
        assertThat(file.delivered()).isEqualTo(6);
    }

    @Test
    void aFileCutShortIsHeldBack() {
        TestLanding landing = landing("", PEOPLE);
        landing.drop("usage.json", "{\"id\":1}\n{\"id\":2}\n{\"id\":");
        assertThat(landing.held().reason()).contains("cut short", "line 3");
        landing.drop("usage.json", "[{\"id\":1},\n{\"id\":2},\n{\"id\":3");
        HeldBack held = landing.held();
        assertThat(held.ruleId()).isEqualTo("SYS-01");
        assertThat(held.reason()).contains("cut short", "line 3");
        landing.drop("usage.json", "[{\"id\":1},\n{\"id\":2}\n");
        assertThat(landing.held().reason()).contains("cut short");
        landing.drop("usage.json", "[{\"id\":1},\n{\"id\" 2}]\n");
        assertThat(landing.held().reason()).isEqualTo("The file is no proper JSON: it goes wrong on line 2.");
    }

    @Test
    void pagesOfAWrapperObject() {
        TestLanding landing = landing("value", PEOPLE + "- {name: as_of, physicalName: ../asOf}\n");
        landing.drop(
                "usage.json",
                "{\"asOf\":\"2026-05-01\",\"value\":[{\"id\":1},{\"id\":2}],\"next\":\"u\"}\n{\"value\":[]}{\"asOf\":\"d\",\"value\":[{\"id\":3}]}");
        LandedFile file = landing.landed();
        assertThat(file.header()).containsExactly("id", "../asOf");
        assertThat(TestLanding.rows(file)).containsExactly("1|1|2026-05-01", "2|2|2026-05-01", "3|3|d");
    }

    @Test
    void listsWithinListsAreTakenApart() {
        TestLanding landing = landing("items[].events[]", """
                - {name: at, physicalName: ../id.time, required: true}
                - {name: kind, physicalName: name}
                - {name: who, physicalName: ../actor.email}
                - {name: app, physicalName: "parameters[name=app].value"}
                - {name: tags, physicalName: parameters.value, logicalType: list}
                """);
        landing.drop("usage.json", """
                {"kind": "activities", "items": [
                  {"id": {"time": "t1"}, "events": [
                    {"name": "login", "parameters": [{"name": "app", "value": "mail"}, {"name": "x", "value": 5}]},
                    {"name": "logout"}], "actor": {"email": "a@x.org"}},
                  {"id": {"time": "t2"}, "events": []},
                  {"id": {"time": "t3"}, "events": [{"name": "login", "parameters": []}]}
                ]}
                """);
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file))
                .containsExactly("1|t1|login|a@x.org|mail|mail,5", "2|t1|logout|a@x.org|-|-", "3|t3|login|-|-|-");
    }

    @Test
    void onlyEventsOfOneKind() {
        TestLanding landing = landing("items[].events[name=login]", """
                - {name: at, physicalName: ../t, required: true}
                """);
        landing.drop(
                "usage.json",
                "{\"items\":[{\"t\":1,\"events\":[{\"name\":\"login\"},{\"name\":\"out\"},{\"name\":\"login\"}]},{\"t\":2,\"events\":{\"name\":\"login\"}}]}");
        assertThat(TestLanding.rows(landing.landed())).containsExactly("1|1", "2|1", "3|2");
    }

    @Test
    void unknownFieldsAreToldByNameAndNotKept() {
        TestLanding landing = landing("", PEOPLE);
        landing.drop(
                "usage.json",
                "[{\"id\":1,\"salary\":5,\"contact\":{\"phone\":\"1\"},\"scores\":{\"100001\":3}},{\"id\":2,\"list\":[{\"a\":1}]}]");
        LandedFile file = landing.landed();
        assertThat(TestLanding.told(file))
                .containsExactly(
                        "SYS-03 warning 0 Columns that the file lacks: contact.mail.",
                        "SYS-03 warning 0 Fields that contract usage does not know: salary, contact.phone, scores.*,"
                                + " list.*. They were left out.");
    }

    @Test
    void peopleInPlaceOfNamesAreNotTold() {
        TestLanding landing = landing("", PEOPLE);
        landing.drop(
                "usage.json",
                "[{\"id\":1,\"contacts\":{\"mail\":\"a\"},\"minutes\":{\"Okafor\":3,\"Rivera\":{\"id\":4,\"Ana\":5}}}]");
        assertThat(TestLanding.told(landing.landed()))
                .containsExactly(
                        "SYS-03 warning 0 Columns that the file lacks: contact.mail.",
                        "SYS-03 warning 0 Fields that contract usage does not know: contacts.mail, minutes.*,"
                                + " minutes.*.id, minutes.*.*. They were left out.");
        landing.drop("usage.json", "[{\"Okafor\":{\"minutes\":3}},{\"Rivera\":{\"minutes\":4}}]");
        assertThat(landing.held().reason()).isEqualTo("A required column is missing: 'id'. The file has: *.*.");
    }

    @Test
    void agreedNamesThatLookLikeDataAreKnown() {
        TestLanding landing =
                landing("", "- {name: id, physicalName: Student Number}\n- {name: mail, physicalName: mail2026}\n");
        landing.drop("usage.json", "[{\"Student Number\":1,\"mail2026\":2}]");
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).containsExactly("1|1|2");
        assertThat(file.findings()).isEmpty();
    }

    @Test
    void aRequiredFieldThatNoRowHasIsProposedByName() {
        TestLanding landing = landing("", "- {name: mail, physicalName: contact.mail, required: true}\n- {name: id}\n");
        landing.drop("usage.json", "[{\"id\":1,\"contact\":{\"email\":\"a\"}}]");
        HeldBack held = landing.held();
        assertThat(held.ruleId()).isEqualTo("SYS-03");
        assertThat(held.reason())
                .isEqualTo(
                        "A required column is missing: 'contact.mail' (Did you mean contact.email?). The file has: id,"
                                + " contact.email.");
    }

    @Test
    void anErrorMessageInPlaceOfTheExportIsHeldBack() {
        TestLanding landing = landing("value", PEOPLE);
        landing.drop("usage.json", "{\"error\": {\"code\": \"token_expired\"}}");
        HeldBack held = landing.held();
        assertThat(held.ruleId()).isEqualTo("SYS-03");
        assertThat(held.reason()).isEqualTo("The file holds no value, in which the rows of Usage should stand.");
        landing.drop("usage.json", "<html>Log in</html>");
        assertThat(landing.held().reason()).contains("a web page");
        landing.drop("other.json", "[{\"id\":1}]");
        assertThat(landing.held().reason()).contains("a JSON document, and no contract knows");
    }

    @Test
    void utf16AndDamagedBytes() {
        TestLanding landing = landing("", PEOPLE);
        landing.drop("usage.json", "\uFEFF[{\"id\":\"José 😀\"}]".getBytes(StandardCharsets.UTF_16LE));
        assertThat(TestLanding.rows(landing.landed())).containsExactly("1|José 😀");
        byte[] bytes = ("{\"id\":\"José\"}\n".repeat(9) + "{\"id\":\"X?\"}\n").getBytes(StandardCharsets.UTF_8);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xC3;
        landing.drop("usage.json", bytes);
        assertThat(TestLanding.rejects(landing.landed()))
                .containsExactly("10|It holds bytes that are no text in the encoding of the file|null");
    }

    @Test
    void halfACharacterCostsItsRow() {
        TestLanding landing = landing("", PEOPLE);
        landing.drop("usage.json", """
                [
                {"id": "cut \\ud83d"},
                {"id": "\\ude00 cut"},
                {"id": "\\ud83d\\ude00"},
                {"id": 4, "\\ud83d": 1},
                {"id": 5}
                ]
                """);
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).containsExactly("4|😀", "5|4", "6|5");
        assertThat(TestLanding.rejects(file))
                .containsExactly("2|It holds half of a character|null", "3|It holds half of a character|null");
        assertThat(TestLanding.told(file))
                .contains("SYS-08 major 2 2 rows cannot be read and were set aside. The first: It holds half of a"
                        + " character.");
    }

    @Test
    void aWrongWayToTheRowsDoesNotEatTheMemory() {
        TestLanding landing = landing("", PEOPLE);
        landing.drop("usage.json", "[{\"id\":1,\"value\":[" + "{\"a\":1},".repeat(60_000) + "{}]}]");
        assertThat(landing.held().reason()).contains("larger than any row can be");
        landing.drop("usage.json", "[".repeat(200) + "]".repeat(200));
        assertThat(landing.held().reason()).contains("nested deeper");
        landing.drop("usage.json", "[{\"id\":\"" + "x".repeat(2 << 20) + "\"}]");
        assertThat(landing.held().reason()).contains("longer");
    }

    @Test
    void secretsAreLeftOut() {
        TestLanding landing =
                landing("", PEOPLE + "- {name: pin, physicalName: contact.pin, classification: secret}\n");
        landing.drop("usage.json", "[{\"id\":1,\"contact\":{\"pin\":\"hunter2\"},\"password\":\"hunter3\"}]");
        LandedFile file = landing.landed();
        assertThat(file.header()).containsExactly("id");
        assertThat(TestLanding.rows(file)).containsExactly("1|1");
    }
}
