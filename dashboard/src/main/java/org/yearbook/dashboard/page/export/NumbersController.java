package org.yearbook.dashboard.page.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Pages;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Subject;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.export.ExportException;
import org.yearbook.warehouse.export.Version;
import org.yearbook.warehouse.validate.Cell;
import org.yearbook.warehouse.validate.Submitted;

/** The numbers of a version, and who is behind each. Whoever is shown is noted before the page leaves. */
@Controller
class NumbersController {

    static final int SIZE = 100;

    private final ExportRoom room;
    private final AuditTrail audit;
    private final StudentsReader students;
    private final RecordsReader records;

    NumbersController(ExportRoom room, AuditTrail audit) {
        this.room = room;
        this.audit = audit;
        this.students = new StudentsReader(room);
        this.records = new RecordsReader(room);
    }

    /** The numbers of one level, of one place. */
    record NumbersPage(
            String id,
            String name,
            String year,
            String number,
            String back,
            String level,
            List<Option> places,
            String finding,
            List<Row> rows,
            Pages pages) {

        NumbersPage {
            places = List.copyOf(places);
            rows = List.copyOf(rows);
        }
    }

    /** One number. */
    record Row(String line, String place, String set, String group, String amount, String students) {}

    /** What an address asks for. */
    private record Asked(int version, String level, String place, String table, String group, int page, int absences) {

        static Asked of(Map<String, String> parameters) {
            return new Asked(
                    number(parameters.getOrDefault("version", "0")),
                    parameters.getOrDefault("level", Level.SCH.name()),
                    parameters.getOrDefault("place", ""),
                    parameters.getOrDefault("table", ""),
                    parameters.getOrDefault("group", ""),
                    number(parameters.getOrDefault("page", "1")),
                    number(parameters.getOrDefault("absences", "0")));
        }
    }

    /** What a page of numbers is about. */
    private record Opened(Asked asked, Version version, YearFile specification, List<Cell> cells) {

        Level level() {
            return specification.level();
        }

        String subject() {
            return FileController.subject(version) + " " + level() + " " + asked.place();
        }
    }

    /** {@return a number of an address, which is anybody's to write} */
    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no number", e);
        }
    }

    private Version version(String file, String year, Map<String, String> parameters) {
        return room.version(file, room.year(year), number(parameters.getOrDefault("version", "0")))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Only what there is: an address is anybody's to write. */
    private Opened opened(String year, String file, Map<String, String> parameters) {
        Asked asked = Asked.of(parameters);
        Version version = version(room.federal(file), year, parameters);
        Submitted submitted = version.submitted(room.specifications()).stream()
                .filter(one -> one.specification().level().name().equals(asked.level()))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<Cell> cells = submitted.cells();
        if (!asked.place().isEmpty()
                && cells.stream().noneMatch(cell -> cell.place().equals(asked.place()))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new Opened(asked, version, submitted.specification(), cells);
    }

    @GetMapping("/exports/{year}/{file}/numbers")
    String numbers(
            Person person,
            @PathVariable String year,
            @PathVariable String file,
            @RequestParam Map<String, String> parameters,
            Model model) {
        if (room.ofTheState(file)) {
            Version chosen = version(file, year, parameters);
            RecordsReader.RecordsPage page = records.page(chosen, parameters);
            audit.did(person, "export.read", FileController.subject(chosen));
            saw(person, FileController.subject(chosen), page.seen(), Subject.STUDENT);
            model.addAttribute("page", page);
            return "page/export/records";
        }
        Opened opened = opened(year, file, parameters);
        String place = opened.asked().place();
        Version chosen = opened.version();
        List<Cell> shown = opened.cells().stream()
                .filter(cell -> place.isEmpty() || cell.place().equals(place))
                .toList();
        int last = Pages.last(shown.size(), SIZE);
        int at = Math.max(1, Math.min(opened.asked().page(), last));
        Link link = Link.to("/exports/" + year + "/" + file + "/numbers")
                .with("version", String.valueOf(chosen.manifest().version()))
                .with("level", opened.level().name());
        String level = ExportWords.level(opened.level());
        audit.did(person, "export.read", opened.subject());
        model.addAttribute(
                "page",
                new NumbersPage(
                        file,
                        chosen.manifest().name(),
                        year,
                        String.valueOf(chosen.manifest().version()),
                        ExportRoom.back(chosen).toString(),
                        level,
                        places(opened.cells(), link, place),
                        Numbers.of(shown.size(), "number", "numbers") + " of "
                                + (place.isEmpty() ? level.toLowerCase(Locale.ROOT) : place)
                                + ", none of them hidden: what you read here is noted.",
                        shown.stream()
                                .skip((at - 1L) * SIZE)
                                .limit(SIZE)
                                .map(cell -> row(chosen, opened.level(), opened.specification(), cell))
                                .toList(),
                        Pages.of(link.with("place", place), "#numbers", at, last)));
        return "page/export/numbers";
    }

    private static List<Option> places(List<Cell> all, Link link, String chosen) {
        return all.stream()
                .map(Cell::place)
                .distinct()
                .map(place -> new Option(
                        place,
                        ExportWords.capital(place),
                        link.with("place", place).toString(),
                        place.equals(chosen)))
                .toList();
    }

    private static Row row(Version version, Level level, YearFile file, Cell cell) {
        return new Row(
                String.valueOf(cell.line()),
                ExportWords.capital(cell.place()),
                cell.set().table() + " " + cell.set().code(),
                ExportWords.group(cell, file),
                cell.amount().toPlainString(),
                students(version, level, cell.place(), cell.set().table(), told(cell.codes()))
                        .toString());
    }

    private static Link students(Version version, Level level, String place, String table, String group) {
        return Link.to("/exports/" + version.manifest().year() + "/"
                        + version.manifest().specification() + "/students")
                .with("version", String.valueOf(version.manifest().version()))
                .with("level", level.name())
                .with("place", place)
                .with("table", table)
                .with("group", group);
    }

    private static String told(Map<String, String> codes) {
        return new TreeMap<>(codes)
                .entrySet().stream()
                        .map(code -> code.getKey() + ":" + code.getValue())
                        .collect(Collectors.joining(" "));
    }

    @GetMapping("/exports/{year}/{file}/students")
    String students(
            Person person,
            @PathVariable String year,
            @PathVariable String file,
            @RequestParam Map<String, String> parameters,
            Model model) {
        StudentsPage page;
        String group;
        if (room.ofTheState(file)) {
            Version chosen = version(file, year, parameters);
            int line = number(parameters.getOrDefault("line", "0"));
            group = FileController.subject(chosen) + " line " + line;
            page = students.page(chosen, "Line " + line, records.behind(chosen, line), null);
        } else {
            Opened opened = opened(year, file, parameters);
            page = behind(opened);
            group = opened.subject() + " " + opened.asked().group() + (page.opened() == null ? "" : " absences");
        }
        saw(
                person,
                group,
                page.students().stream().map(StudentsPage.StudentRow::number).toList(),
                page.staff() ? Subject.STAFF : Subject.STUDENT);
        model.addAttribute("page", page);
        return "page/export/students";
    }

    private void saw(Person person, String subject, List<String> numbers, String entity) {
        audit.saw(
                person,
                "export.students",
                subject,
                numbers.stream().map(number -> new Seen(entity, number)).toList());
    }

    private StudentsPage behind(Opened opened) {
        Asked asked = opened.asked();
        String place = asked.place();
        if (place.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        YearFile specification = opened.specification();
        Map<String, String> codes = codes(asked.group(), specification);
        String who = codes.entrySet().stream()
                .map(code -> specification
                        .codes()
                        .getOrDefault(code.getKey(), Map.of())
                        .getOrDefault(code.getValue(), ""))
                .collect(Collectors.joining(", "));
        try {
            return students.page(
                    opened.version(),
                    ExportWords.capital(place) + (who.isEmpty() ? "" : ", " + who),
                    room.run().behind(opened.version(), opened.level(), stateId(place), asked.table(), codes),
                    days(opened));
        } catch (ExportException e) {
            throw new ResponseStatusException(HttpStatus.GONE, e.getMessage(), e);
        }
    }

    private StudentsReader.@Nullable Days days(Opened opened) {
        Asked asked = opened.asked();
        if (opened.level() != Level.SCH || !students.ofDays(opened.version())) {
            return null;
        }
        Link everybody = students(opened.version(), opened.level(), asked.place(), asked.table(), asked.group());
        return new StudentsReader.Days(stateId(asked.place()), everybody, asked.absences());
    }

    private static String stateId(String place) {
        return place.replaceFirst("^(school|district) ", "");
    }

    /** Only codes that the file knows: an address is anybody's to write. */
    private static Map<String, String> codes(String group, YearFile file) {
        Map<String, String> codes = new TreeMap<>();
        Arrays.stream(group.split(" ")).filter(one -> !one.isBlank()).forEach(one -> {
            String[] parts = one.split(":", 2);
            if (parts.length < 2
                    || !file.codes().getOrDefault(parts[0], Map.of()).containsKey(parts[1])) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            codes.put(parts[0], parts[1]);
        });
        return codes;
    }
}
