package org.yearbook.dashboard.state;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is to be printed, for whom, and when.
 *
 * @param id 0 for one that is not kept yet
 * @param audience for whom, in words; stands on the cover
 * @param schoolYear empty for the latest
 * @param people ids of people who get it by mail
 * @param addresses mail addresses of others who get it; only a public packet has any
 */
public record Packet(
        long id,
        String title,
        String audience,
        Kind kind,
        String schoolYear,
        Contents contents,
        Schedule schedule,
        List<Long> people,
        List<String> addresses) {

    public Packet {
        people = List.copyOf(people);
        addresses = List.copyOf(addresses);
    }

    /** From which file its numbers come. */
    public enum Kind {
        /** Numbers as the person who makes it sees them. */
        INTERNAL,
        /** Numbers that everybody may see. */
        PUBLIC;

        /** {@return the name in the database and in forms} */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What it tells of.
     *
     * @param areas whole areas of the district's work, by code
     * @param metrics single metrics beside them, by id
     * @param schools organization ids of the schools that are compared; empty for all
     * @param groups dimensions of student groups that are compared; empty for none
     * @param appendix whether years, schools, groups and definitions are printed behind the numbers
     * @param notes whether annotations are printed
     */
    public record Contents(
            Set<String> areas,
            List<String> metrics,
            Set<String> schools,
            List<String> groups,
            boolean appendix,
            boolean notes) {

        /** Those that can be compared, in the order in which they are printed. */
        public static final List<String> DIMENSIONS = List.of("race_ethnicity", "program", "grade_level", "sex");

        /** With its appendix and without annotations. */
        public Contents(Set<String> areas, List<String> metrics, Set<String> schools, List<String> groups) {
            this(areas, metrics, schools, groups, true, false);
        }

        public Contents {
            areas = Set.copyOf(areas);
            metrics = List.copyOf(metrics);
            schools = Set.copyOf(schools);
            groups = List.copyOf(groups);
        }
    }

    /** How often it is made by itself. */
    public enum Every {
        NEVER,
        WEEKLY,
        MONTHLY;

        /** {@return the name in the database and in forms} */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * When it is made by itself: after the first night on or after the day.
     *
     * @param day 1 to 7 from Monday, or a day of the month
     */
    public record Schedule(Every every, int day) {}
}
