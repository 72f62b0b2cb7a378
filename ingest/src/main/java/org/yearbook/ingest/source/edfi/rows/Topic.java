package org.yearbook.ingest.source.edfi.rows;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yearbook.ingest.source.edfi.element.Resource;

/** What of a system is wanted, and which resources it takes. */
public enum Topic {
    ROSTER,
    ATTENDANCE,
    DISCIPLINE,
    PROGRAMS,
    STAFF,
    ASSESSMENTS,
    TRANSCRIPTS;

    /** Who is where: everything else refers to it. */
    private static final Set<Resource> BASE = EnumSet.of(
            Resource.LOCAL_EDUCATION_AGENCIES,
            Resource.SCHOOLS,
            Resource.STUDENTS,
            Resource.STUDENT_ORGANIZATIONS,
            Resource.STUDENT_SCHOOLS);

    private List<Resource> resources() {
        return switch (this) {
            case ROSTER -> List.of(Resource.SESSIONS);
            case ATTENDANCE ->
                List.of(
                        Resource.SESSIONS,
                        Resource.SCHOOL_ATTENDANCE,
                        Resource.ATTENDANCE_CATEGORIES,
                        Resource.CALENDARS,
                        Resource.CALENDAR_DATES);
            case DISCIPLINE ->
                List.of(Resource.DISCIPLINE_INCIDENTS, Resource.DISCIPLINE_BEHAVIORS, Resource.DISCIPLINE_ACTIONS);
            case PROGRAMS ->
                List.of(
                        Resource.SPECIAL_EDUCATION,
                        Resource.LANGUAGE_INSTRUCTION,
                        Resource.HOMELESS,
                        Resource.FOOD_SERVICE,
                        Resource.MIGRANT);
            case STAFF -> List.of(Resource.STAFF, Resource.EMPLOYMENTS, Resource.ASSIGNMENTS);
            case ASSESSMENTS -> List.of(Resource.ASSESSMENTS, Resource.STUDENT_ASSESSMENTS);
            case TRANSCRIPTS -> List.of(Resource.TRANSCRIPTS);
        };
    }

    /** {@return the word that district.yaml has for it} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return all resources that some topics take}
     *
     * @param bySection whether attendance is taken by class, too
     */
    static Set<Resource> resources(Collection<Topic> topics, boolean bySection) {
        Set<Resource> all = EnumSet.copyOf(BASE);
        topics.forEach(topic -> all.addAll(topic.resources()));
        if (bySection && topics.contains(ATTENDANCE)) {
            all.add(Resource.SECTION_ATTENDANCE);
            all.add(Resource.STUDENT_SECTIONS);
        }
        return all;
    }
}
