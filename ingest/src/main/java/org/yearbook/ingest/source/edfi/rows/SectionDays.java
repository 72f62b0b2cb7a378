package org.yearbook.ingest.source.edfi.rows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.edfi.element.Elements;
import org.yearbook.ingest.source.edfi.element.Fields;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/**
 * How many sections a student has at a school on a day, where attendance is taken by class: the part of the day that
 * was missed is the number of sections missed out of those. Sections that do not meet every day cannot be told from
 * others.
 */
final class SectionDays {

    private final Map<String, List<Seat>> seats = new HashMap<>();

    /** A student in a section. */
    private record Seat(
            String section,
            @Nullable LocalDate begin,
            @Nullable LocalDate end) {

        boolean covers(LocalDate day) {
            return (begin == null || !day.isBefore(begin)) && (end == null || !day.isAfter(end));
        }
    }

    SectionDays(Elements elements) throws PullFailure {
        elements.each(Resource.STUDENT_SECTIONS, association -> {
            JsonNode section = association.path("sectionReference");
            seats.computeIfAbsent(
                            place(
                                    Fields.text(association, "studentReference.studentUniqueId"),
                                    Fields.text(section, "schoolId")),
                            any -> new ArrayList<>(8))
                    .add(new Seat(
                            section(section),
                            Fields.day(association, "beginDate"),
                            Fields.day(association, "endDate")));
        });
    }

    private static String place(String student, String school) {
        return student + "|" + school;
    }

    /** {@return what names a section among those of its school} */
    static String section(JsonNode reference) {
        return Fields.text(reference, "localCourseCode") + "|" + Fields.text(reference, "sectionIdentifier") + "|"
                + Fields.text(reference, "sessionName") + "|" + Fields.text(reference, "schoolYear");
    }

    /** {@return how many sections a student has, those of {@code besides} among them although nobody says so} */
    int count(String student, String school, LocalDate day, Set<String> besides) {
        Set<String> sections = new HashSet<>(besides);
        for (Seat seat : seats.getOrDefault(place(student, school), List.of())) {
            if (seat.covers(day)) {
                sections.add(seat.section());
            }
        }
        return sections.size();
    }
}
