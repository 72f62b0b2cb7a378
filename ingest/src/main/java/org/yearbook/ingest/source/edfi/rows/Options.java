package org.yearbook.ingest.source.edfi.rows;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.pull.SourceSettings;

/**
 * How the district's Ed-Fi is to be understood.
 *
 * @param topics what is wanted
 * @param absent part of a day, in 2520ths, that an attendance category of the district's own stands for, by its word in
 *     small letters
 * @param everyDay whether attendance is recorded for each student and day, rather than for those days alone on which
 *     something was out of the ordinary
 * @param bySection whether attendance is taken by class at some schools
 * @param schoolDays calendar events of the district's own that mean school, in small letters
 * @param exitAfter whether the exit date is the day after the last one, rather than the last one
 * @param systems whose identification code is the number of a school, a student and a member of staff; where none is
 *     named, Ed-Fi's own ids are
 */
public record Options(
        Set<Topic> topics,
        Map<String, Integer> absent,
        boolean everyDay,
        boolean bySection,
        Set<String> schoolDays,
        boolean exitAfter,
        Systems systems) {

    /** Identification systems, as the descriptors name them. */
    public record Systems(Optional<String> school, Optional<String> student, Optional<String> staff) {

        /** Ed-Fi's own ids everywhere. */
        public static final Systems NONE = new Systems(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Options {
        topics = Set.copyOf(topics);
        absent = Map.copyOf(absent);
        schoolDays = Set.copyOf(schoolDays);
    }

    /** {@return the resources that it takes} */
    public Set<Resource> resources() {
        return Topic.resources(topics, bySection);
    }

    /** Reads {@code deliver}, {@code attendance}, {@code exitDate} and {@code numbers} of a source. */
    public static Options read(SourceSettings settings) {
        Attendance attendance =
                settings.map("attendance").map(Options::attendance).orElse(Attendance.USUAL);
        return new Options(
                topics(settings),
                attendance.absent(),
                attendance.everyDay(),
                attendance.bySection(),
                attendance.schoolDays(),
                exitAfter(settings),
                systems(settings));
    }

    private record Attendance(
            Map<String, Integer> absent, boolean everyDay, boolean bySection, Set<String> schoolDays) {

        private static final Attendance USUAL = new Attendance(Map.of(), false, false, Set.of());
    }

    private static Set<Topic> topics(SourceSettings settings) {
        List<String> all = List.of(Topic.values()).stream().map(Topic::word).toList();
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (String word : settings.yaml().texts("deliver", all)) {
            if (all.contains(word)) {
                topics.add(Topic.valueOf(word.toUpperCase(Locale.ROOT)));
            } else {
                settings.yaml().fault("deliver", "'deliver' is a list of " + String.join(", ", all));
            }
        }
        return topics;
    }

    private static Attendance attendance(SourceSettings settings) {
        String records = settings.yaml().text("records", "exceptions");
        if (!records.equals("exceptions") && !records.equals("all")) {
            settings.yaml()
                    .fault("records", "'records' is exceptions (days with an absence alone) or all (every school day)");
        }
        List<String> events = settings.yaml().texts("events", List.of("school"));
        if (!events.contains("school") || !List.of("school", "section").containsAll(events)) {
            settings.yaml().fault("events", "'events' is [school], or [school, section] where classes take attendance");
        }
        Map<String, Integer> absent = new HashMap<>();
        for (SourceSettings each : settings.maps("categories")) {
            category(each, absent);
        }
        Set<String> schoolDays = new HashSet<>();
        settings.yaml().texts("schoolDays", List.of()).forEach(event -> schoolDays.add(event.toLowerCase(Locale.ROOT)));
        settings.yaml().finish();
        return new Attendance(absent, records.equals("all"), events.contains("section"), schoolDays);
    }

    private static void category(SourceSettings settings, Map<String, Integer> absent) {
        String word = settings.yaml().text("category");
        Portion.parse(settings.yaml().text("absent"))
                .ifPresentOrElse(
                        units -> absent.put(word.toLowerCase(Locale.ROOT), units),
                        () -> settings.yaml()
                                .fault("absent", "'absent' is the part of a day that is missed: 0, 1, 0.5 or 1/6"));
        settings.yaml().finish();
    }

    private static boolean exitAfter(SourceSettings settings) {
        String day = settings.yaml().text("exitDate", "last");
        if (!day.equals("last") && !day.equals("after")) {
            settings.yaml().fault("exitDate", "'exitDate' is last (the last day attended) or after (the day after it)");
        }
        return day.equals("after");
    }

    private static Systems systems(SourceSettings settings) {
        Optional<SourceSettings> given = settings.map("numbers");
        if (given.isEmpty()) {
            return Systems.NONE;
        }
        SourceSettings numbers = given.get();
        List<Optional<String>> systems = new ArrayList<>();
        for (String key : List.of("school", "student", "staff")) {
            systems.add(Optional.ofNullable(numbers.yaml().textOrNull(key)));
        }
        numbers.yaml().finish();
        return new Systems(systems.get(0), systems.get(1), systems.get(2));
    }
}
