package org.yearbook.ingest.conform;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.land.LandedFile;

/**
 * What one task works on: everything in force for one entity in one school year.
 *
 * @param entity for example {@code student_attendance}
 * @param schoolYear for example {@code 2025-26}, {@code all} or {@code unknown}
 * @param parts by contract; more than one when several systems deliver the same entity
 */
public record Item(String entity, String schoolYear, List<Part> parts) {

    /** Students have no file of their own: they are users of the roster, and whoever is enrolled. */
    static final String STUDENT = "student";

    public Item {
        parts = List.copyOf(parts);
    }

    /**
     * The files of one contract.
     *
     * @param files in arrival order
     */
    public record Part(Contract contract, List<LandedFile> files) {

        public Part {
            files = List.copyOf(files);
        }
    }

    /** {@return a name that no other item of a night has} */
    public String key() {
        return entity + "/" + schoolYear;
    }

    /** {@return rows delivered and split into fields} */
    public long rows() {
        return files().mapToLong(file -> file.delivered() - file.rejected()).sum();
    }

    /** {@return every file of every part, in the order in which scripts number them} */
    public Stream<LandedFile> files() {
        return parts.stream().flatMap(part -> part.files().stream());
    }

    /** {@return the entities whose conformed rows must be there before this item can be judged} */
    public List<String> needs() {
        return Stream.concat(KeySets.references(this).stream().flatMap(KeySets::entities), lookedThrough())
                .filter(needed -> !needed.equals(entity))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * {@return those of the needed entities that only say which people there are: of them, a key that came or went
     * matters to no rows but those that name it}
     */
    public List<String> asksForPeopleOnly() {
        List<String> otherwise = Stream.concat(
                        KeySets.references(this).stream()
                                .filter(reference -> !KeySets.oneByOne(this, reference))
                                .flatMap(KeySets::entities),
                        lookedThrough())
                .toList();
        return needs().stream().filter(needed -> !otherwise.contains(needed)).toList();
    }

    /** The entities of which more than the keys counts. */
    private Stream<String> lookedThrough() {
        Stream<String> days = entity.equals(AttendanceDays.ENTITY) ? Stream.of("calendar_day") : Stream.of();
        return Stream.concat(days, parts.stream().flatMap(part -> SchoolOf.of(part.contract()).needs().stream()));
    }

    /**
     * {@return the fields that others look at, the key where nothing else is known; their content decides whether
     * others must run again}
     */
    List<String> watchedFields() {
        return WATCHED.getOrDefault(entity, parts.get(0).contract().key());
    }

    private static final Map<String, List<String>> WATCHED = Map.ofEntries(
            Map.entry("organization", List.of("sourced_id", "identifier")),
            Map.entry("roster_user", List.of("sourced_id", "identifier", "role", "org_sourced_ids")),
            Map.entry("school_enrollment", List.of("student_number", "school_number", "entry_date")),
            Map.entry("calendar_day", List.of("school_number", "calendar_date", "in_session", "member_units")),
            Map.entry("attendance_code", List.of("attendance_code", "absent_units")),
            Map.entry("academic_session", List.of("sourced_id")),
            Map.entry("course", List.of("sourced_id")),
            Map.entry("section", List.of("sourced_id")),
            Map.entry("resource", List.of("sourced_id")),
            Map.entry("line_item", List.of("sourced_id")),
            Map.entry("line_item_result", List.of("sourced_id")),
            Map.entry("score_scale", List.of("sourced_id")),
            Map.entry("grade_category", List.of("sourced_id")),
            Map.entry("staff", List.of("employee_id")),
            Map.entry("account", List.of("account_name")),
            Map.entry("application", List.of("application_id")));
}
