package org.yearbook.dashboard.page.export;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.export.DueFile;
import org.yearbook.warehouse.export.ExportSettings;
import org.yearbook.warehouse.export.Readiness;
import org.yearbook.warehouse.export.State;
import org.yearbook.warehouse.home.FederalSettings;
import org.yearbook.warehouse.home.HomeException;

/** What is due when, and where each file stands, for whoever sees every number; the rules of access see to that. */
@Controller
class ExportsController {

    private final ExportRoom room;

    ExportsController(ExportRoom room) {
        this.room = room;
    }

    @GetMapping("/exports")
    String page(@RequestParam(defaultValue = "") String year, Model model) {
        SchoolYear chosen = room.year(year);
        try {
            model.addAttribute("page", page(chosen));
        } catch (HomeException e) {
            model.addAttribute(
                    "page",
                    new ExportsPage(
                            "The settings of the federal files cannot be read.",
                            chosen.toString(),
                            List.of(),
                            String.valueOf(e.getMessage())
                                    .lines()
                                    .map(String::strip)
                                    .toList(),
                            List.of()));
        }
        return "page/export/list";
    }

    private ExportsPage page(SchoolYear year) {
        ExportSettings settings = ExportSettings.read(room.home());
        Map<String, Long> problems = room.readiness().byEntity(year);
        List<DueFile> files = room.due().of(year);
        LocalDate today = room.today();
        Readiness readiness = room.readiness();
        return new ExportsPage(
                finding(files, today, settings.weeks(), year),
                year.toString(),
                room.years().stream()
                        .map(one -> new Option(
                                one.toString(),
                                one.toString(),
                                Link.to("/exports").with("year", one.toString()).toString(),
                                one.equals(year)))
                        .toList(),
                missing(),
                files.stream()
                        .map(file -> row(
                                file,
                                today,
                                settings.weeks(),
                                readiness.inputs(file.specification()).stream()
                                        .mapToLong(input -> problems.getOrDefault(input, 0L))
                                        .sum()))
                        .toList());
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (FederalSettings.read(room.home(), room.district()).districtId().isEmpty()) {
            missing.add("What the state calls the district is not known: write it into district.yaml, federal,"
                    + " district_id.");
        }
        missing.addAll(room.due().strangers());
        return missing;
    }

    private static String finding(List<DueFile> files, LocalDate today, int weeks, SchoolYear year) {
        long due = files.stream().filter(file -> file.isDue(today, weeks)).count();
        long signed = count(files, State.SIGNED) + count(files, State.DELIVERED);
        long held = count(files, State.HELD);
        return (due == 0
                        ? "No file of " + year + " is due within " + weeks + " weeks"
                        : Numbers.of(due, "file", "files") + " of " + year + (due == 1 ? " is" : " are")
                                + " due within " + weeks + " weeks or overdue")
                + "; " + (signed == 0 ? "none is" : Numbers.of(signed, "is", "are")) + " signed"
                + (held == 0 ? "." : ", and " + Numbers.of(held, "is", "are") + " held.");
    }

    private static long count(List<DueFile> files, State state) {
        return files.stream().filter(file -> file.state() == state).count();
    }

    private static ExportsPage.Row row(DueFile file, LocalDate today, int weeks, long open) {
        LocalDate due = file.due();
        return new ExportsPage.Row(
                file.specification(),
                file.name(),
                ExportRoom.link(file.specification(), file.year()).toString(),
                due == null ? "Not known" : Dates.brief(due) + left(due, today, file.state()),
                file.dueSays(),
                file.isDue(today, weeks),
                ExportWords.capital(file.state().label()),
                why(file),
                open == 0 ? "None" : Numbers.whole(open));
    }

    private static String left(LocalDate due, LocalDate today, State state) {
        if (state.compareTo(State.SIGNED) >= 0) {
            return "";
        }
        long days = ChronoUnit.DAYS.between(today, due);
        return days < 0
                ? ", overdue"
                : days == 0 ? ", today" : days <= 60 ? ", in " + Numbers.of(days, "day", "days") : "";
    }

    private static String why(DueFile file) {
        return file.version()
                .map(version -> switch (version.state()) {
                    case DRAFT ->
                        file.frozen() ? "The data is frozen; make the file from it." : "Its data is not frozen yet.";
                    case HELD -> Numbers.of(version.holding().size(), "finding", "findings") + " to mend or explain.";
                    case READY -> "Somebody may sign it.";
                    case SIGNED -> "By " + ExportWords.signer(version) + ".";
                    case DELIVERED -> "To " + ExportWords.receiver(version) + ".";
                    case NOT_READY -> "";
                })
                .orElseGet(() -> file.obstacles().isEmpty()
                        ? "Nothing was made yet."
                        : file.obstacles().get(0));
    }
}
