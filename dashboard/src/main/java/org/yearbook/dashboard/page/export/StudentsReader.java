package org.yearbook.dashboard.page.export;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.export.StudentsPage.StudentRow;
import org.yearbook.dashboard.page.export.StudentsPage.ToMend;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.export.Behind;
import org.yearbook.warehouse.export.DaysCounted;
import org.yearbook.warehouse.export.Delivered;
import org.yearbook.warehouse.export.Manifest;
import org.yearbook.warehouse.export.OpenIssue;
import org.yearbook.warehouse.export.Readiness;
import org.yearbook.warehouse.export.Version;

/** Reads who is behind a number, with where their records were delivered and what is wrong with them. */
final class StudentsReader {

    private static final int MOST_PEOPLE = 2000;

    private final ExportRoom room;

    StudentsReader(ExportRoom room) {
        this.room = room;
    }

    /**
     * What of days of attendance is asked for, at one school.
     *
     * @param school the state's id of it
     * @param page the page of everybody
     * @param place in the list of the one whose absences are to be shown, since an address names nobody; 0: nobody's,
     *     for those of all would be a long page
     */
    record Days(String school, Link page, int place) {

        List<Behind.Person> of(List<Behind.Person> people) {
            if (place == 0) {
                return people;
            }
            return place < 0 || place > people.size() ? List.of() : List.of(people.get(place - 1));
        }
    }

    /** What is known of the people of a page, by their numbers. */
    private record Known(
            Map<String, DaysCounted> days,
            Map<String, List<Delivered>> delivered,
            Map<String, List<OpenIssue>> issues) {}

    /** {@return whether absences are behind the numbers of a file} */
    boolean ofDays(Version version) {
        return room.readiness().madeOfDays(version.manifest().specification());
    }

    /**
     * {@return who is behind a number or a record}
     *
     * @param whom they are the students of
     * @param days of the number of a school that follows from them; else null
     */
    StudentsPage page(Version version, String whom, Behind behind, @Nullable Days days) {
        Manifest manifest = version.manifest();
        List<Behind.Person> listed = behind.people().stream().limit(MOST_PEOPLE).toList();
        List<Behind.Person> shown = days == null ? listed : days.of(listed);
        boolean staff = shown.stream().anyMatch(one -> one.kind() == Behind.Kind.STAFF);
        List<String> numbers = shown.stream().map(Behind.Person::number).toList();
        Readiness readiness = room.readiness();
        var known = new Known(
                days == null ? Map.of() : room.run().days(version, days.school(), numbers),
                readiness.delivered(manifest.specification(), manifest.year(), numbers),
                readiness.ofEach(manifest.specification(), manifest.year(), numbers));
        return new StudentsPage(
                manifest.specification(),
                manifest.year().toString(),
                String.valueOf(manifest.version()),
                ExportRoom.back(version).toString(),
                whom + ": " + Numbers.of(behind.number(), "is counted", "are counted")
                        + (shown.size() == behind.number()
                                ? "."
                                : ", " + Numbers.of(shown.size(), "is", "are") + " listed."),
                manifest.definitions().keySet().stream()
                        .filter(name -> !name.startsWith("state-files/"))
                        .toList(),
                shown.stream()
                        .map(one -> row(one, known, absences(listed.indexOf(one) + 1, days)))
                        .toList(),
                mending(known.issues(), staff),
                staff,
                days != null,
                days == null || days.place() == 0 ? null : opened(version, days, shown, known));
    }

    // An address is anybody's to write: only of those who are behind the number are there absences to be seen.
    private StudentsPage.Opened opened(Version version, Days days, List<Behind.Person> shown, Known known) {
        Behind.Person one = shown.stream().findFirst().orElse(null);
        DaysCounted counted = one == null ? null : known.days().get(one.number());
        if (one == null || counted == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return DayWords.opened(
                name(one),
                days.page().toString(),
                room.run().absences(version.manifest().year(), days.school(), one.number()),
                counted);
    }

    private static String absences(int place, @Nullable Days days) {
        return days == null ? "" : days.page().with("absences", String.valueOf(place)) + "#absences";
    }

    private static String name(Behind.Person one) {
        return one.familyName() + ", " + one.givenName();
    }

    private static StudentRow row(Behind.Person one, Known known, String absences) {
        DaysCounted counted = known.days().get(one.number());
        return new StudentRow(
                name(one),
                one.number(),
                one.place(),
                counted == null ? "" : DayWords.told(counted),
                absences,
                known.delivered().getOrDefault(one.number(), List.of()).stream()
                        .map(RecordWords::told)
                        .toList(),
                known.issues().getOrDefault(one.number(), List.of()).stream()
                        .map(ToMend::of)
                        .toList());
    }

    private static String mending(Map<String, List<OpenIssue>> issues, boolean staff) {
        return issues.isEmpty()
                ? "Nothing grave is known to be wrong with their records that this file needs."
                : Numbers.of(
                                issues.size(),
                                staff ? "person has" : "student has",
                                staff ? "people have" : "students have")
                        + " records that this file needs and that are wrong, as the last night found them; each with its"
                        + " line in what was delivered.";
    }
}
