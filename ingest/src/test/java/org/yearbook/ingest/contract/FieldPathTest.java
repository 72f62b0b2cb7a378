package org.yearbook.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.ingest.contract.FieldPath.Selector;
import org.yearbook.ingest.contract.FieldPath.Step;

class FieldPathTest {

    @Test
    void namesLeadInwards() {
        assertThat(FieldPath.parse("person.legalName.givenName"))
                .contains(new FieldPath(
                        0,
                        List.of(new Step("person", null), new Step("legalName", null), new Step("givenName", null))));
        assertThat(FieldPath.parse("@id")).contains(new FieldPath(0, List.of(new Step("@id", null))));
    }

    @Test
    void upLeadsOutwards() {
        assertThat(FieldPath.parse("../../id.time").orElseThrow().up()).isEqualTo(2);
        assertThat(FieldPath.parse("../id.time").orElseThrow().names()).isEqualTo("id.time");
        assertThat(FieldPath.parse(".")).contains(FieldPath.SELF);
    }

    @Test
    void aSelectorChoosesElementsByAFieldOfThem() {
        assertThat(FieldPath.parse("parameters[name=accounts:last_login_time].datetimeValue"))
                .contains(new FieldPath(
                        0,
                        List.of(
                                new Step("parameters", new Selector(List.of("name"), "accounts:last_login_time")),
                                new Step("datetimeValue", null))));
        assertThat(FieldPath.parse("fields[code.value=a.b, c].text")
                        .orElseThrow()
                        .steps()
                        .get(0))
                .isEqualTo(new Step("fields", new Selector(List.of("code", "value"), "a.b, c")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.", ".a", "a..b", "a[b", "a[b]", "a]b", "a[=x]", "../", "a/b", "a[b=c]d", " . "})
    void anythingElseIsNoPath(String text) {
        assertThat(FieldPath.parse(text).filter(path -> !path.equals(FieldPath.SELF)))
                .isEmpty();
    }
}
