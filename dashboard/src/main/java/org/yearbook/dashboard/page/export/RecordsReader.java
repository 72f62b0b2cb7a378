package org.yearbook.dashboard.page.export;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Pages;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.export.Behind;
import org.yearbook.warehouse.export.ExportException;
import org.yearbook.warehouse.export.Manifest;
import org.yearbook.warehouse.export.Version;
import org.yearbook.warehouse.stateform.FormRecords;

/** Reads the records of a file in a layout of the state's own, as its description names them. */
final class RecordsReader {

    private final ExportRoom room;

    RecordsReader(ExportRoom room) {
        this.room = room;
    }

    /**
     * The records of one file, or of one school in it.
     *
     * @param seen the numbers of the students whose records are shown
     */
    record RecordsPage(
            String id,
            String name,
            String year,
            String number,
            String back,
            List<Option> places,
            String finding,
            List<String> columns,
            List<Row> rows,
            Pages pages,
            List<String> seen) {

        RecordsPage {
            places = List.copyOf(places);
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            seen = List.copyOf(seen);
        }
    }

    /** One record. */
    record Row(String line, List<String> fields, String students) {

        Row {
            fields = List.copyOf(fields);
        }
    }

    RecordsPage page(Version version, Map<String, String> parameters) {
        Manifest manifest = version.manifest();
        FormRecords records = records(version);
        String place = parameters.getOrDefault("place", "");
        List<Integer> shown = IntStream.range(0, records.entries().size())
                .filter(at ->
                        place.isEmpty() || records.entries().get(at).school().equals(place))
                .boxed()
                .toList();
        if (shown.isEmpty() && !place.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        int last = Pages.last(shown.size(), NumbersController.SIZE);
        int page = Math.max(1, Math.min(NumbersController.number(parameters.getOrDefault("page", "1")), last));
        List<Integer> here = shown.stream()
                .skip((page - 1L) * NumbersController.SIZE)
                .limit(NumbersController.SIZE)
                .toList();
        List<String> students = students(version);
        Link link = with(version, "numbers");
        return new RecordsPage(
                manifest.specification(),
                manifest.name(),
                manifest.year().toString(),
                String.valueOf(manifest.version()),
                ExportRoom.back(version).toString(),
                places(records, link, place),
                Numbers.of(shown.size(), "record", "records") + (place.isEmpty() ? "" : " of school " + place)
                        + " as the file has them: what you read here is noted.",
                records.columns(),
                here.stream().map(at -> row(version, records.entries().get(at))).toList(),
                Pages.of(link.with("place", place), "#records", page, last),
                students.isEmpty()
                        ? List.of()
                        : here.stream().map(students::get).distinct().toList());
    }

    private static Link with(Version version, String page) {
        Manifest manifest = version.manifest();
        return Link.to("/exports/" + manifest.year() + "/" + manifest.specification() + "/" + page)
                .with("version", String.valueOf(manifest.version()));
    }

    private static Row row(Version version, FormRecords.Entry entry) {
        String line = String.valueOf(entry.line());
        return new Row(
                line,
                entry.fields(),
                with(version, "students").with("line", line).toString());
    }

    private static List<Option> places(FormRecords records, Link link, String chosen) {
        return records.entries().stream()
                .map(FormRecords.Entry::school)
                .filter(school -> !school.isEmpty())
                .distinct()
                .map(school -> new Option(
                        school, "School " + school, link.with("place", school).toString(), school.equals(chosen)))
                .toList();
    }

    private FormRecords records(Version version) {
        try {
            return room.run().records(version);
        } catch (ExportException e) {
            throw new ResponseStatusException(HttpStatus.GONE, e.getMessage(), e);
        }
    }

    private List<String> students(Version version) {
        try {
            return room.run().students(version);
        } catch (ExportException e) {
            throw new ResponseStatusException(HttpStatus.GONE, e.getMessage(), e);
        }
    }

    /** {@return who is behind a record} */
    Behind behind(Version version, int line) {
        if (records(version).entries().stream().noneMatch(entry -> entry.line() == line)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            return room.run().behind(version, line);
        } catch (ExportException e) {
            throw new ResponseStatusException(HttpStatus.GONE, e.getMessage(), e);
        }
    }
}
