package org.yearbook.ingest.simulate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;

/** {@code truth/metric_value.csv}: what each metric must come to on the last night. */
final class MetricFile implements Closeable {

    private final Csv csv;
    private final String asOf;

    MetricFile(Path file, LocalDate asOf) throws IOException {
        this.asOf = asOf.toString();
        csv = new Csv(
                Files.newOutputStream(file),
                "metric",
                "version",
                "authority",
                "policy",
                "school_year",
                "as_of",
                "organization_id",
                "organization_type",
                "group_dimension",
                "group_value",
                "numerator",
                "denominator");
    }

    /** Writes a count. */
    void write(MetricVersion version, Where where, long count) throws IOException {
        write(version, where, Long.toString(count), "");
    }

    /** Writes a ratio; nothing when the denominator is 0. */
    void write(MetricVersion version, Where where, long numerator, long denominator) throws IOException {
        if (denominator > 0) {
            write(version, where, Long.toString(numerator), Long.toString(denominator));
        }
    }

    void write(MetricVersion version, Where where, String numerator, String denominator) throws IOException {
        if (!version.inForce(where.year) && !version.restates(where.year)) {
            return;
        }
        School school = where.school;
        csv.text(version.metric)
                .number(version.number)
                .text(version.authority)
                .text(version.inForce(where.year) ? "in_force" : "restated")
                .text(where.year.toString())
                .text(asOf)
                .text(school == null ? "district" : school.number())
                .text(school == null ? "district" : "school")
                .text(where.dimension)
                .text(where.value)
                .text(numerator)
                .text(denominator)
                .end();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    /** What a number is about; no school = the district. */
    record Where(SchoolYear year, @Nullable School school, String dimension, String value) {

        Where(SchoolYear year, @Nullable School school) {
            this(year, school, "all", "all");
        }

        Where group(String groupDimension, String groupValue) {
            return new Where(year, school, groupDimension, groupValue);
        }
    }
}
