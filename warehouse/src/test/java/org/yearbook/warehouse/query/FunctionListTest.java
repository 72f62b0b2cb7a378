package org.yearbook.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

class FunctionListTest {

    /** A new release of the engine brings new ones: read what they do, and write a line for each. */
    @Test
    void everyFunctionOfThisEngineWasRead() {
        try (Duck duck = Duck.inMemory(Limits.small())) {
            Stream<String> functions = duck
                    .sql()
                    .fetch("select distinct function_name, function_type from duckdb_functions()"
                            + " where function_type <> 'pragma'")
                    .stream()
                    .filter(row ->
                            !FunctionList.reviewed().knows(row.get(0, String.class), place(row.get(1, String.class))))
                    .map(row -> row.get(0, String.class));
            assertThat(functions).isEmpty();
        }
    }

    @Test
    void whatNobodyReadIsRefused() {
        assertThat(FunctionList.reviewed().refusal("brand_new", FunctionList.Place.VALUE))
                .isEqualTo("is not on the list of functions");
        assertThat(FunctionList.reviewed().refusal("Sum", FunctionList.Place.VALUE))
                .isNull();
        assertThat(FunctionList.reviewed().refusal("sum", FunctionList.Place.TABLE))
                .isNotNull();
    }

    private static FunctionList.Place place(String type) {
        return type.toLowerCase(Locale.ROOT).startsWith("table") ? FunctionList.Place.TABLE : FunctionList.Place.VALUE;
    }
}
