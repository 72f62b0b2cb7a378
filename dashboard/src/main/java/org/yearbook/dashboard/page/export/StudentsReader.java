package org.yearbook.dashboard.page.export;

import java.util.List;
import java.util.Map;
import org.yearbook.dashboard.page.export.StudentsPage.StudentRow;
import org.yearbook.dashboard.page.export.StudentsPage.ToMend;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.export.Behind;
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

    /** @param whom they are the students of */
    StudentsPage page(Version version, String whom, Behind behind) {
        Manifest manifest = version.manifest();
        List<Behind.Person> shown = behind.people().stream().limit(MOST_PEOPLE).toList();
        boolean staff = shown.stream().anyMatch(one -> one.kind() == Behind.Kind.STAFF);
        List<String> numbers = shown.stream().map(Behind.Person::number).toList();
        Readiness readiness = room.readiness();
        Map<String, List<OpenIssue>> issues = readiness.ofEach(manifest.specification(), manifest.year(), numbers);
        Map<String, List<Delivered>> delivered =
                readiness.delivered(manifest.specification(), manifest.year(), numbers);
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
                shown.stream().map(one -> row(one, delivered, issues)).toList(),
                mending(issues, staff),
                staff);
    }

    private static StudentRow row(
            Behind.Person one, Map<String, List<Delivered>> delivered, Map<String, List<OpenIssue>> issues) {
        return new StudentRow(
                one.familyName() + ", " + one.givenName(),
                one.number(),
                one.place(),
                delivered.getOrDefault(one.number(), List.of()).stream()
                        .map(RecordWords::told)
                        .toList(),
                issues.getOrDefault(one.number(), List.of()).stream()
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
