package org.yearbook.ingest.source.edfi.rows;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import tools.jackson.databind.JsonNode;

/**
 * A student at a school in one school year. An association that spans several years is one stay in each.
 *
 * @param student unique id
 * @param school id
 * @param entry the first day of it within the year
 * @param exit the last day attended; null when still open, or when it goes on next year
 * @param element the association that says so
 */
record Stay(
        String student,
        String school,
        SchoolYear year,
        LocalDate entry,
        @Nullable LocalDate exit,
        JsonNode element) {}
