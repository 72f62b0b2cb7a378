package org.yearbook.warehouse.glossary;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;

/**
 * What the current publication of a home adds to the definitions. Grain: one a home.
 *
 * @param publication the one in force
 * @param currentYear the latest year that has begun and was opened; null when there is none
 * @param fresh how recent what came under each contract is; by its source where the delivery names none
 */
record AtHome(Publication publication, @Nullable SchoolYear currentYear, Map<String, Fresh> fresh) {

    /**
     * How recent a source's data is.
     *
     * @param arrived the night of the latest file
     * @param through the latest day that any file speaks of; null when none tells
     */
    record Fresh(String arrived, @Nullable String through) {}

    /**
     * The district's number of one school year under each of two versions, everybody together.
     *
     * @param status ok, or why there is no value
     */
    record Told(@Nullable BigDecimal value, String status) {}

    /** {@return what really came; null when nothing did} */
    @Nullable
    Fresh fresh(Deliverers.Promise promise) {
        Fresh own = fresh.get(promise.contract());
        return own == null ? fresh.get(promise.source()) : own;
    }

    AtHome {
        fresh = Map.copyOf(fresh);
    }

    /** {@return what is known; empty before the first night} */
    static Optional<AtHome> of(DistrictHome home) {
        return Publications.current(home).map(publication -> {
            try (Duck duck = Duck.read(publication.file(Audience.INTERNAL), Limits.small())) {
                SchoolYear year = duck.sql().fetch("select school_year from dim_school_year where is_current").stream()
                        .findFirst()
                        .flatMap(row -> SchoolYear.named(row.get(0, String.class)))
                        .orElse(null);
                Map<String, Fresh> fresh = new LinkedHashMap<>();
                duck.sql()
                        .fetch("select coalesce(contract_id, source), max(" + lastDelivered(duck) + ")::date::varchar,"
                                + " max(data_through)::date::varchar from delivery where status <> 'held' group by 1")
                        .forEach(row -> fresh.put(
                                row.get(0, String.class),
                                new Fresh(row.get(1, String.class), row.get(2, String.class))));
                return new AtHome(publication, year, fresh);
            }
        });
    }

    /** Earlier releases told only when the rows of a file came first. */
    private static String lastDelivered(Duck duck) {
        boolean told =
                duck.sql().fetch("select name from pragma_table_info('delivery')").getValues(0, String.class).stream()
                        .anyMatch("last_delivered"::equals);
        return told ? "last_delivered" : "arrived";
    }

    /** {@return the district's numbers under a version, year by year} */
    Map<SchoolYear, Told> numbers(String metric, MetricVersion version, Audience audience) {
        Map<SchoolYear, Told> numbers = new LinkedHashMap<>();
        try (Duck duck = Duck.read(publication.file(audience), Limits.small())) {
            List.copyOf(duck.sql()
                            .fetch(
                                    "select school_year, value, status from metric_value where metric = ? and authority = ?"
                                            + " and version = ? and organization_type = 'district'"
                                            + " and group_dimension = 'all' order by school_year",
                                    metric,
                                    version.authority(),
                                    version.number()))
                    .forEach(row -> SchoolYear.named(row.get("school_year", String.class))
                            .ifPresent(year -> numbers.put(
                                    year,
                                    new Told(row.get("value", BigDecimal.class), row.get("status", String.class)))));
        }
        return numbers;
    }
}
