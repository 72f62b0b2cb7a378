package org.yearbook.ingest.source.edfi.rows;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yearbook.ingest.source.edfi.element.Resource;

/** What of a system is wanted, and which resources it takes. */
public enum Topic {
    ROSTER(Resource.SESSIONS),
    ATTENDANCE(Resource.SCHOOL_ATTENDANCE, Resource.ATTENDANCE_CATEGORIES, Resource.CALENDARS, Resource.CALENDAR_DATES),
    DISCIPLINE(Resource.DISCIPLINE_INCIDENTS, Resource.DISCIPLINE_BEHAVIORS, Resource.DISCIPLINE_ACTIONS),
    PROGRAMS(
            Resource.SPECIAL_EDUCATION,
            Resource.LANGUAGE_INSTRUCTION,
            Resource.HOMELESS,
            Resource.FOOD_SERVICE,
            Resource.MIGRANT),
    STAFF(Resource.STAFF, Resource.EMPLOYMENTS, Resource.ASSIGNMENTS),
    ASSESSMENTS(Resource.ASSESSMENTS, Resource.STUDENT_ASSESSMENTS),
    TRANSCRIPTS(Resource.TRANSCRIPTS);

    /** Who is where: everything else refers to it. */
    private static final Set<Resource> BASE = EnumSet.of(
            Resource.LOCAL_EDUCATION_AGENCIES,
            Resource.SCHOOLS,
            Resource.STUDENTS,
            Resource.STUDENT_ORGANIZATIONS,
            Resource.STUDENT_SCHOOLS);

    private final List<Resource> resources;

    Topic(Resource... resources) {
        this.resources = List.of(resources);
    }

    /** {@return the word that district.yaml has for it} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return all resources that some topics take} */
    public static Set<Resource> resources(Collection<Topic> topics) {
        Set<Resource> all = EnumSet.copyOf(BASE);
        topics.forEach(topic -> all.addAll(topic.resources));
        return all;
    }
}
