package org.yearbook.ingest.source.edfi.rows;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.source.edfi.element.Fields;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import tools.jackson.databind.JsonNode;

/**
 * The calendar of each school and school year. A school can have several, for some grades or for single students: the
 * one that most students are on counts, those for single students and for staff never do.
 */
final class CalendarRows {

    private static final Set<String> SCHOOL_DAYS =
            Set.of("instructional day", "make-up day", "student late arrival/early dismissal");

    private final Ground ground;
    private final RowFiles files;
    private int several;

    CalendarRows(Ground ground, RowFiles files) {
        this.ground = ground;
        this.files = files;
    }

    /** A school in a school year. */
    private record Place(String school, SchoolYear year) {}

    /** A calendar. */
    private record Which(String school, SchoolYear year, String code) {}

    void write() throws PullFailure {
        Set<Which> unfit = unfit();
        Map<Which, Integer> students = students();
        Map<Which, Map<LocalDate, Set<String>>> days = days();
        Map<Place, Which> chosen = new TreeMap<>(
                Comparator.comparing((Place place) -> place.school()).thenComparing(Place::year));
        Comparator<Which> better = Comparator.comparing((Which which) -> students.getOrDefault(which, 0))
                .thenComparing(Comparator.comparing(Which::code).reversed());
        for (Which which : days.keySet()) {
            if (!unfit.contains(which)) {
                chosen.merge(new Place(which.school(), which.year()), which, (one, other) -> {
                    several++;
                    return better.compare(one, other) >= 0 ? one : other;
                });
            }
        }
        chosen.values()
                .forEach(which -> days.getOrDefault(which, Map.of())
                        .forEach((day, events) -> files.add(which.year(), row(which, day, events))));
        files.write("calendar");
        boolean school = chosen.values().stream()
                .flatMap(which -> days.getOrDefault(which, Map.of()).values().stream())
                .anyMatch(events -> events.stream().anyMatch(this::isSchool));
        tell(days.isEmpty(), chosen.isEmpty(), school);
    }

    private Set<Which> unfit() throws PullFailure {
        Set<Which> unfit = new HashSet<>();
        ground.elements().each(Resource.CALENDARS, calendar -> {
            String type = Fields.code(calendar, "calendarTypeDescriptor").toLowerCase(Locale.ROOT);
            boolean single = type.contains("student specific")
                    || type.equals("iep")
                    || type.contains("teacher")
                    || type.contains("staff");
            if (single) {
                Ground.year(calendar)
                        .ifPresent(year -> unfit.add(new Which(
                                Fields.text(calendar, "schoolReference.schoolId"),
                                year,
                                Fields.text(calendar, "calendarCode"))));
            }
        });
        return unfit;
    }

    private Map<Which, Integer> students() {
        Map<Which, Integer> students = new HashMap<>();
        ground.allStays()
                .values()
                .forEach(stays -> stays.forEach(stay -> {
                    String code = Fields.text(stay.element(), "calendarReference.calendarCode");
                    if (!code.isEmpty()) {
                        students.merge(new Which(stay.school(), stay.year(), code), 1, Integer::sum);
                    }
                }));
        return students;
    }

    private Map<Which, Map<LocalDate, Set<String>>> days() throws PullFailure {
        Map<Which, Map<LocalDate, Set<String>>> days = new HashMap<>();
        ground.elements().each(Resource.CALENDAR_DATES, date -> {
            JsonNode calendar = date.path("calendarReference");
            LocalDate day = Fields.day(date, "date");
            if (day != null) {
                Ground.year(calendar).ifPresent(year -> {
                    var which =
                            new Which(Fields.text(calendar, "schoolId"), year, Fields.text(calendar, "calendarCode"));
                    Set<String> events = days.computeIfAbsent(which, any -> new TreeMap<>())
                            .computeIfAbsent(day, any -> new TreeSet<>());
                    date.path("calendarEvents")
                            .forEach(event -> events.add(Fields.code(event, "calendarEventDescriptor")));
                });
            }
        });
        return days;
    }

    private Row row(Which which, LocalDate day, Set<String> events) {
        return new Row()
                .with("schoolNumber", ground.school(which.school()))
                .with("date", day)
                .with("inSession", String.valueOf(events.stream().anyMatch(this::isSchool)))
                .with("memberUnits", "1")
                .with("events", String.join("; ", events));
    }

    private boolean isSchool(String event) {
        String lower = event.toLowerCase(Locale.ROOT);
        return SCHOOL_DAYS.contains(lower) || ground.options().schoolDays().contains(lower);
    }

    private void tell(boolean nothing, boolean none, boolean school) {
        if (!none && !school) {
            ground.note(new PullNote(
                    "major",
                    "calendarDates",
                    "No day of the schools' calendars has an event that is known to mean school.",
                    "Name the events that do, under 'attendance', 'schoolDays'."));
        }
        if (several > 0) {
            ground.note(new PullNote(
                    "warning",
                    "calendars",
                    several + " calendars stand beside another one of their school and year, and do not count.",
                    "Nothing, if the others are for few students. The calendar that most students are on counts."));
        }
        if (none && !nothing) {
            ground.note(new PullNote(
                    "major",
                    "calendars",
                    "All calendars are for single students or for staff; the days of schools are not known.",
                    "Ask the host to fill the calendars of the schools."));
        }
    }
}
