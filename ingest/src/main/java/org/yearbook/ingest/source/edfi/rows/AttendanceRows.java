package org.yearbook.ingest.source.edfi.rows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.source.edfi.element.Fields;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/**
 * Attendance events of the school day, one row for each student, school and day. Several events of one day are one row:
 * the parts of the day that were missed add up, to one day at most, and the category of the largest stands for it. Most
 * systems record a day only when something was out of the ordinary: those rows are absences, each with the part of the
 * day that was missed. Where all days are recorded, the category alone says it; one that was not missed for as long as
 * usual has its part behind it, {@code Excused Absence (1/2)}, so that the list of codes can say what each stands for.
 */
final class AttendanceRows {

    private final Ground ground;
    private final RowFiles files;
    private final Categories categories;
    private final Words students = new Words();
    private final Words schools = new Words();
    private final Words codes = new Words();

    AttendanceRows(Ground ground, RowFiles files) {
        this.ground = ground;
        this.files = files;
        this.categories = new Categories(ground.options().absent());
    }

    /** Words by small numbers: there can be millions of events. */
    private static final class Words {

        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> words = new ArrayList<>();

        int number(String word) {
            return numbers.computeIfAbsent(word, fresh -> {
                words.add(fresh);
                return words.size() - 1;
            });
        }

        String word(int number) {
            return words.get(number);
        }
    }

    /** A student at a school on a day. */
    private record Place(int student, int school, int day) {}

    /**
     * What is known of a place.
     *
     * @param units the part of the day that was missed; negative when nobody says what the category stands for
     * @param largest of the single events
     */
    private record Missed(int code, int units, int largest) {}

    /** Which event leads must not depend on the order in which they come. */
    private Missed both(Missed one, Missed other) {
        boolean first = one.largest() == other.largest()
                ? codes.word(one.code()).compareTo(codes.word(other.code())) <= 0
                : one.largest() > other.largest();
        Missed leading = first ? one : other;
        boolean unknown = one.units() < 0 && other.units() < 0;
        int sum = Math.min(Portion.DAY, Math.max(0, one.units()) + Math.max(0, other.units()));
        return new Missed(leading.code(), unknown ? -1 : sum, leading.largest());
    }

    void write() throws PullFailure {
        Map<String, String> descriptions = new TreeMap<>();
        ground.elements()
                .each(
                        Resource.ATTENDANCE_CATEGORIES,
                        category -> descriptions.put(
                                Fields.text(category, "codeValue"), Fields.text(category, "description")));
        Map<SchoolYear, Map<Place, Missed>> byYear = new TreeMap<>();
        ground.elements().each(Resource.SCHOOL_ATTENDANCE, event -> event(event, byYear));
        if (ground.options().bySection()) {
            sections(byYear);
        }
        Map<SchoolYear, Set<String>> used = new TreeMap<>();
        byYear.forEach((year, places) -> places.forEach(
                (place, missed) -> row(year, place, missed, used.computeIfAbsent(year, any -> new TreeSet<>()))));
        files.write(everyDay() ? "attendance" : "absences");
        used.forEach((year, words) -> words.forEach(word -> code(year, word, descriptions)));
        files.write("attendance-codes");
    }

    private boolean everyDay() {
        return ground.options().everyDay();
    }

    private void event(JsonNode event, Map<SchoolYear, Map<Place, Missed>> byYear) {
        LocalDate day = Fields.day(event, "eventDate");
        String student = Fields.text(event, "studentReference.studentUniqueId");
        String school = Fields.text(event, "schoolReference.schoolId");
        if (day == null || student.isEmpty()) {
            return;
        }
        String category = Fields.code(event, "attendanceEventCategoryDescriptor");
        int units = categories.units(category, Fields.text(event, "eventDuration"));
        var missed = new Missed(codes.number(category), units, units);
        var place = new Place(students.number(student), schools.number(school), (int) day.toEpochDay());
        SchoolYear year = Ground.year(event.path("sessionReference")).orElse(ground.yearOf(day));
        byYear.computeIfAbsent(year, any -> new HashMap<>()).merge(place, missed, this::both);
    }

    /** Events of one student and day in classes. */
    private static final class ClassDay {
        private final SchoolYear year;
        private final Set<String> missed = new HashSet<>();
        private final Set<String> told = new HashSet<>();
        private String category = "";

        ClassDay(SchoolYear year) {
            this.year = year;
        }

        void take(String section, String word, boolean absent) {
            told.add(section);
            boolean leads = absent ? missed.isEmpty() : category.isEmpty();
            boolean equal = absent || missed.isEmpty();
            if (leads || (equal && word.compareTo(category) < 0)) {
                category = word;
            }
            if (absent) {
                missed.add(section);
            }
        }
    }

    /** What the school says of a day counts before what follows from its classes. */
    private void sections(Map<SchoolYear, Map<Place, Missed>> byYear) throws PullFailure {
        var days = new SectionDays(ground.elements());
        Map<Place, ClassDay> classDays = new HashMap<>();
        ground.elements().each(Resource.SECTION_ATTENDANCE, event -> section(event, classDays));
        classDays.forEach((place, classDay) -> {
            int all = days.count(
                    students.word(place.student()),
                    schools.word(place.school()),
                    LocalDate.ofEpochDay(place.day()),
                    classDay.told);
            int units = (2 * Portion.DAY * classDay.missed.size() + all) / (2 * all);
            byYear.computeIfAbsent(classDay.year, any -> new HashMap<>())
                    .putIfAbsent(place, new Missed(codes.number(classDay.category), units, units));
        });
    }

    private void section(JsonNode event, Map<Place, ClassDay> classDays) {
        JsonNode section = event.path("sectionReference");
        LocalDate day = Fields.day(event, "eventDate");
        String student = Fields.text(event, "studentReference.studentUniqueId");
        String category = Fields.code(event, "attendanceEventCategoryDescriptor");
        int units = categories.units(category, "");
        if (day == null || student.isEmpty() || units < 0) {
            return;
        }
        var place = new Place(
                students.number(student), schools.number(Fields.text(section, "schoolId")), (int) day.toEpochDay());
        classDays
                .computeIfAbsent(place, any -> new ClassDay(Ground.year(section).orElse(ground.yearOf(day))))
                .take(SectionDays.section(section), category, units > 0);
    }

    private void row(SchoolYear year, Place place, Missed missed, Set<String> used) {
        String category = codes.word(missed.code());
        String word = everyDay() ? categories.word(category, missed.units()) : category;
        if (missed.units() >= 0) {
            used.add(word);
        }
        Row row = new Row()
                .with("studentNumber", ground.student(students.word(place.student())))
                .with("eventDate", LocalDate.ofEpochDay(place.day()))
                .with("schoolNumber", ground.school(schools.word(place.school())))
                .with("attendanceEventCategory", word);
        if (!everyDay()) {
            row.with("absent", missed.units() < 0 ? "" : Portion.text(missed.units()))
                    .with("excused", Categories.excused(category));
        }
        files.add(year, row);
    }

    /** A category of which nobody knows what part of a day it is stays out of the list, and so is told. */
    private void code(SchoolYear year, String word, Map<String, String> descriptions) {
        String category = Categories.category(word);
        int units = everyDay() ? categories.unitsOfWord(word) : categories.units(category, "");
        files.add(
                year,
                new Row()
                        .with("attendanceEventCategory", word)
                        .with("absent", units < 0 ? "" : Portion.text(units))
                        .with("excused", Categories.excused(category))
                        .with("description", descriptions.getOrDefault(category, "")));
    }
}
