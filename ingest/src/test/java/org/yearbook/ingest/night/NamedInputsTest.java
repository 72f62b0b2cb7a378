package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.ingest.check.AcrossRule;
import org.yearbook.ingest.check.AcrossRules;
import org.yearbook.ingest.check.KnownPeople;
import org.yearbook.ingest.check.RuleFunctions;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** What a query depends on is told by the names in it. */
class NamedInputsTest {

    private Duck duck;
    private NamedInputs inputs;

    @BeforeEach
    void someRowsAndFunctions() {
        duck = Duck.inMemory(Limits.small());
        inputs = inputs("2026-05-04", "staff/data/1.parquet");
    }

    @AfterEach
    void close() {
        duck.close();
    }

    private NamedInputs inputs(String night, String staff) {
        var all = new NamedInputs(duck);
        RuleFunctions.of(LocalDate.parse(night)).forEach(all::created);
        all.rows("staff", staff);
        all.rows("account", "account/data/1.parquet");
        KnownPeople.views(Map.of(), Set.of("staff", "account")).forEach(all::created);
        return all;
    }

    @Test
    void aQueryDependsOnWhatItNamesAndOnWhatThatNames() {
        assertThat(inputs.named(List.of("select Night() from \"Staff\""))).containsExactly("night", "staff");
        assertThat(inputs.named(List.of("from employee_person")))
                .contains("linked", "person_link", "known_staff", "staff")
                .doesNotContain("account", "night");
        assertThat(inputs.named(List.of("select tidy(x) from (select 1 as x)"))).containsExactly("tidy");
    }

    @Test
    void anotherNightOrAnotherFileIsAnotherPrintWhereItIsRead() {
        NamedInputs later = inputs("2026-05-05", "staff/data/1.parquet");
        NamedInputs other = inputs("2026-05-04", "staff/data/2.parquet");
        String dated = "from account where last_logon_at < night()";
        assertThat(later.print(dated)).isNotEqualTo(inputs.print(dated));
        assertThat(other.print(dated)).isEqualTo(inputs.print(dated));
        String undated = "from account join employee_person using (employee_id)";
        assertThat(later.print(undated)).isEqualTo(inputs.print(undated));
        assertThat(other.print(undated)).isNotEqualTo(inputs.print(undated));
    }

    @Test
    void aFileOfTheLakeIsKnownByItsTableAndNameWhereverTheHomeLies() {
        assertThat(NamedInputs.files(List.of(Path.of("/a/lake/district/staff/data/1.parquet"))))
                .isEqualTo(NamedInputs.files(List.of(Path.of("/b/c/lake/district/staff/data/1.parquet"))))
                .isNotEqualTo(NamedInputs.files(List.of(Path.of("/a/lake/district/account/data/1.parquet"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select random() < 0.5 from staff",
                "from staff where hire_date < current_date",
                "from staff where hire_date < TODAY ()",
                "from staff where hire_date < \"now\" /* is it */ ()",
                "select age(hire_date) from staff",
                "from 'elsewhere.csv'",
                "from staff join read_csv('elsewhere.csv') using (employee_id)",
                "from staff using sample 3",
                "from duckdb_tables",
            })
    void whatDoesNotFollowFromTheRowsIsAskedEachNight(String query) {
        assertThat(inputs.calm(query)).isFalse();
    }

    @Test
    void everyShippedRuleFollowsFromWhatItReads() {
        assertThat(AcrossRules.shipped())
                .hasSizeGreaterThan(80)
                .filteredOn(rule -> !inputs.calm(rule.query()))
                .extracting(AcrossRule::id)
                .isEmpty();
    }
}
