package org.yearbook.ingest.source.edfi.rows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.source.edfi.element.Elements;
import org.yearbook.ingest.source.edfi.element.Fields;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.warehouse.home.District;
import tools.jackson.databind.JsonNode;

/** What all topics stand on: who is where in which school year, and under which numbers the district knows them. */
final class Ground {

    private static final int LONGEST_YEARS = 20;

    private final Elements elements;
    private final Options options;
    private final District district;
    private final LocalDate date;
    private final Map<String, List<Stay>> stays = new HashMap<>();
    private final Set<String> schools = new HashSet<>();
    private final TreeSet<SchoolYear> years = new TreeSet<>();
    private final Numbers schoolNumbers;
    private final Numbers studentNumbers;
    private final Numbers staffNumbers;
    private final List<PullNote> notes = new ArrayList<>();

    Ground(Elements elements, Options options, District district, LocalDate date) throws PullFailure {
        this.elements = elements;
        this.options = options;
        this.district = district;
        this.date = date;
        Options.Systems systems = options.systems();
        this.schoolNumbers = new Numbers(systems.school());
        this.studentNumbers = new Numbers(systems.student());
        this.staffNumbers = new Numbers(systems.staff());
        elements.each(Resource.SCHOOLS, school -> {
            String id = Fields.text(school, "schoolId");
            schools.add(id);
            schoolNumbers.learn(
                    id, school, "identificationCodes", "educationOrganizationIdentificationSystemDescriptor");
        });
        elements.each(
                Resource.STUDENT_ORGANIZATIONS,
                student -> studentNumbers.learn(
                        Fields.text(student, "studentReference.studentUniqueId"),
                        student,
                        "studentIdentificationCodes",
                        "studentIdentificationSystemDescriptor"));
        elements.each(
                Resource.STAFF,
                staff -> staffNumbers.learn(
                        Fields.text(staff, "staffUniqueId"),
                        staff,
                        "identificationCodes",
                        "staffIdentificationSystemDescriptor"));
        elements.each(Resource.SESSIONS, session -> year(session).ifPresent(years::add));
        elements.each(Resource.STUDENT_SCHOOLS, this::stay);
        stays.values().forEach(list -> list.forEach(stay -> years.add(stay.year())));
        if (years.isEmpty()) {
            years.add(district.schoolYear(date));
        }
    }

    private void stay(JsonNode association) {
        LocalDate entry = Fields.day(association, "entryDate");
        String student = Fields.text(association, "studentReference.studentUniqueId");
        String school = Fields.text(association, "schoolReference.schoolId");
        if (entry == null || student.isEmpty() || school.isEmpty()) {
            return;
        }
        LocalDate told = Fields.day(association, "exitWithdrawDate");
        LocalDate exit = told != null && options.exitAfter() ? told.minusDays(1) : told;
        Optional<SchoolYear> named = year(association);
        if (named.isPresent()) {
            add(new Stay(student, school, named.get(), entry, exit, association));
            return;
        }
        SchoolYear first = district.schoolYear(entry);
        SchoolYear last = district.schoolYear(exit == null || exit.isAfter(date) ? date : exit);
        int until = Math.min(Math.max(last.startYear(), first.startYear()), first.startYear() + LONGEST_YEARS);
        for (int start = first.startYear(); start <= until; start++) {
            var year = new SchoolYear(start);
            LocalDate begins =
                    start == first.startYear() ? entry : district.firstDay().atYear(start);
            add(new Stay(student, school, year, begins, start == until ? exit : null, association));
        }
    }

    private void add(Stay stay) {
        stays.computeIfAbsent(stay.student(), any -> new ArrayList<>(2)).add(stay);
    }

    /** {@return the school year that an element names} */
    static Optional<SchoolYear> year(JsonNode element) {
        OptionalInt ending = Fields.endingYear(element, "schoolYearTypeReference.schoolYear");
        OptionalInt year = ending.isPresent() ? ending : Fields.endingYear(element, "schoolYear");
        return year.isPresent() ? Optional.of(SchoolYear.endingIn(year.getAsInt())) : Optional.empty();
    }

    Elements elements() {
        return elements;
    }

    Options options() {
        return options;
    }

    LocalDate date() {
        return date;
    }

    SchoolYear yearOf(LocalDate day) {
        return district.schoolYear(day);
    }

    /** {@return the first day of a school year that has no calendar of its own} */
    LocalDate firstDay(SchoolYear year) {
        return district.firstDay().atYear(year.startYear());
    }

    /** {@return the school years that are spoken of} */
    Set<SchoolYear> years() {
        return years;
    }

    /** {@return whether anybody says who is enrolled} */
    boolean hasStays() {
        return !stays.isEmpty();
    }

    List<Stay> stays(String student) {
        return stays.getOrDefault(student, List.of());
    }

    Map<String, List<Stay>> allStays() {
        return stays;
    }

    boolean isSchool(String organization) {
        return schools.contains(organization);
    }

    /** {@return the school that a student is at on a day; the one entered last where there are two} */
    @Nullable
    String schoolOn(String student, LocalDate day) {
        Stay found = null;
        for (Stay stay : stays(student)) {
            boolean there = !day.isBefore(stay.entry())
                    && (stay.exit() == null ? stay.year().equals(yearOf(day)) : !day.isAfter(stay.exit()));
            if (there && (found == null || stay.entry().isAfter(found.entry()))) {
                found = stay;
            }
        }
        return found == null ? null : found.school();
    }

    String school(String id) {
        return schoolNumbers.of(id);
    }

    String student(String uniqueId) {
        return studentNumbers.of(uniqueId);
    }

    String staff(String uniqueId) {
        return staffNumbers.of(uniqueId);
    }

    void note(PullNote note) {
        notes.add(note);
    }

    List<PullNote> notes() {
        List<PullNote> all = new ArrayList<>(notes);
        schoolNumbers.note("schools").ifPresent(all::add);
        studentNumbers.note("students").ifPresent(all::add);
        staffNumbers.note("staff").ifPresent(all::add);
        return all;
    }
}
