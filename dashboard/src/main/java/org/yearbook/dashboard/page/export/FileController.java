package org.yearbook.dashboard.page.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Severities;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.export.DueFile;
import org.yearbook.warehouse.export.ExportException;
import org.yearbook.warehouse.export.ExportRun;
import org.yearbook.warehouse.export.Manifest;
import org.yearbook.warehouse.export.OpenProblem;
import org.yearbook.warehouse.export.State;
import org.yearbook.warehouse.export.Version;
import org.yearbook.warehouse.validate.Difference;
import org.yearbook.warehouse.validate.Finding;
import org.yearbook.warehouse.validate.Severity;

/** One file of a year: its versions, what was found in them, and what can be done with them. */
@Controller
class FileController {

    private static final int MOST = 200;

    private final ExportRoom room;
    private final AuditTrail audit;

    FileController(ExportRoom room, AuditTrail audit) {
        this.room = room;
        this.audit = audit;
    }

    @GetMapping("/exports/{year}/{file}")
    String page(
            Person person,
            @PathVariable String year,
            @PathVariable String file,
            @RequestParam(defaultValue = "0") int version,
            Model model) {
        return shown(person, room.year(year), room.file(file), version, model);
    }

    /** Findings and differences tell numbers as they are: whoever is shown them is noted. */
    private String shown(Person person, SchoolYear year, String file, int number, Model model) {
        Optional<Version> chosen = room.version(file, year, number);
        if (number > 0 && chosen.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        DueFile due = room.due().of(year).stream()
                .filter(one -> one.specification().equals(file))
                .findFirst()
                .orElseThrow();
        List<Version> versions = room.run().exports().versions(file, year);
        chosen.ifPresent(version -> audit.did(person, "export.read", subject(version)));
        model.addAttribute(
                "page",
                new FilePage(
                        file,
                        due.name(),
                        year.toString(),
                        finding(due, chosen),
                        due.due() == null
                                ? "No day is known on which it is due; write the state's into "
                                        + (due.isFederal() ? "district.yaml." : "its description (due).")
                                : "Due on " + Dates.full(due.due()) + ", " + due.dueSays() + ".",
                        due.obstacles(),
                        room.readiness().of(file, year).stream()
                                .map(FileController::problem)
                                .toList(),
                        versions.stream()
                                .sorted(Comparator.comparing((Version version) ->
                                                version.manifest().version())
                                        .reversed())
                                .map(version -> row(version, chosen))
                                .toList(),
                        chosen.map(version -> shown(version, versions)).orElse(null)));
        return "page/export/file";
    }

    private static String finding(DueFile due, Optional<Version> chosen) {
        if (chosen.isEmpty()) {
            return "Nothing was made of it yet.";
        }
        Version version = chosen.get();
        String number = "Version " + version.manifest().version();
        return switch (version.state()) {
            case DRAFT ->
                number + " is a draft"
                        + (version.holding().isEmpty()
                                ? ", and nothing is wrong with it so far."
                                : ", and " + Numbers.of(version.holding().size(), "finding is", "findings are")
                                        + " to be mended or explained.");
            case HELD ->
                number + " is held: " + Numbers.of(version.holding().size(), "finding is", "findings are")
                        + " to be mended or explained.";
            case READY -> number + " is ready to be signed.";
            case SIGNED -> number + " is signed by " + ExportWords.signer(version) + ".";
            case DELIVERED -> number + " went to " + ExportWords.receiver(version) + ".";
            case NOT_READY -> due.name() + " is not ready.";
        };
    }

    private static FilePage.Problem problem(OpenProblem problem) {
        return new FilePage.Problem(
                problem.ruleId(),
                problem.title(),
                Severities.words(problem.severity()),
                problem.entity().replace('_', ' '),
                problem.role(),
                Numbers.whole(problem.open()),
                problem.whatToDo(),
                Link.to("/quality").with("rule", problem.ruleId()) + "#issues");
    }

    private FilePage.VersionRow row(Version version, Optional<Version> chosen) {
        Manifest manifest = version.manifest();
        int differences = room.run().exports().differences(version).size();
        return new FilePage.VersionRow(
                String.valueOf(manifest.version()),
                link(manifest).toString(),
                Dates.minute(manifest.madeAt(), room.district().zone()),
                ExportWords.capital(version.state().label()),
                manifest.version() == 1 ? "The first" : Numbers.of(differences, "difference", "differences"),
                chosen.map(one -> one.manifest().version() == manifest.version())
                        .orElse(false));
    }

    private static Link link(Manifest manifest) {
        return ExportRoom.link(manifest.specification(), manifest.year())
                .with("version", String.valueOf(manifest.version()));
    }

    private FilePage.Shown shown(Version version, List<Version> versions) {
        Manifest manifest = version.manifest();
        boolean last = versions.get(versions.size() - 1).manifest().version() == manifest.version();
        List<Difference> differences = room.run().exports().differences(version);
        return new FilePage.Shown(
                String.valueOf(manifest.version()),
                ExportWords.capital(version.state().label()),
                ExportWords.source(manifest),
                signed(version),
                last && version.state() == State.READY
                        ? "/exports/sign/" + manifest.year() + "/" + manifest.specification()
                        : "",
                manifest.provisional(),
                manifest.notes(),
                manifest.definitions().keySet().stream()
                        .filter(name -> !name.startsWith("state-files/"))
                        .toList(),
                manifest.parts().stream().map(part -> part(manifest, part)).toList(),
                version.findings().stream()
                        .limit(MOST)
                        .map(finding -> finding(version, finding))
                        .toList(),
                findingNotes(version),
                last && version.holding().stream().anyMatch(finding -> finding.severity() == Severity.EXPLAIN),
                differences.stream()
                        .limit(MOST)
                        .map(one -> new FilePage.DifferenceRow(
                                ExportWords.level(one.level()),
                                one.where(),
                                one.before().isEmpty() ? "not there" : one.before(),
                                one.after().isEmpty() ? "gone" : one.after()))
                        .toList(),
                manifest.version() == 1
                        ? "There is no version before it."
                        : differences.isEmpty()
                                ? "It says the same as the version before, from other data."
                                : Numbers.of(differences.size(), "number or record is", "numbers or records are")
                                        + " otherwise than in version " + (manifest.version() - 1)
                                        + (differences.size() > MOST ? "; the first " + MOST + " are listed." : "."));
    }

    private static List<String> findingNotes(Version version) {
        List<String> notes = new ArrayList<>();
        if (version.findings().size() > MOST) {
            notes.add("The first " + MOST + " of "
                    + Numbers.whole(version.findings().size())
                    + " are listed; findings.json of the version has them all.");
        }
        if (!version.whenMended().isEmpty()) {
            notes.add(version.whenMended());
        }
        return notes;
    }

    private String signed(Version version) {
        var signature = version.signature();
        return signature == null
                ? ""
                : "Signed by " + signature.by() + ", "
                        + Dates.minute(signature.at(), room.district().zone()) + ".";
    }

    private static FilePage.Part part(Manifest manifest, Manifest.Part part) {
        Link base = Link.to("/exports/" + manifest.year() + "/" + manifest.specification() + "/numbers")
                .with("version", String.valueOf(manifest.version()))
                .with("level", part.place());
        return new FilePage.Part(
                part.fileName(),
                ExportWords.level(part.level()),
                Numbers.whole(part.records()),
                part.sha256(),
                "/exports/" + manifest.year() + "/" + manifest.specification() + "/download/" + manifest.version() + "/"
                        + part.place(),
                base.toString(),
                part.level() == null ? "Its records" : "Its numbers");
    }

    private static FilePage.FindingRow finding(Version version, Finding finding) {
        var explanation = version.explanation(finding);
        return new FilePage.FindingRow(
                switch (finding.severity()) {
                    case HOLD -> "To mend";
                    case EXPLAIN -> explanation.isPresent() ? "Explained" : "To explain";
                    case NOTE -> "To know";
                },
                finding.rule().label(),
                (finding.line() == 0 ? finding.file() : finding.file() + ", line " + finding.line())
                        + (finding.where().isEmpty() ? "" : ": " + finding.where()),
                finding.what(),
                finding.remedy(),
                finding.severity() == Severity.EXPLAIN && explanation.isEmpty() ? finding.key() : "",
                explanation.map(one -> one.text() + " (" + one.by() + ")").orElse(""));
    }

    @PostMapping("/exports/{year}/{file}/make")
    String make(Person person, @PathVariable String year, @PathVariable String file, Model model) {
        SchoolYear chosen = room.year(year);
        try {
            ExportRun.Made made = room.run().make(room.file(file), chosen, person.signIn());
            audit.did(person, "export.made", subject(made.version()));
            return "redirect:" + link(made.version().manifest());
        } catch (ExportException e) {
            model.addAttribute("fault", e.getMessage());
            return shown(person, chosen, file, 0, model);
        }
    }

    @PostMapping("/exports/{year}/{file}/explain")
    String explain(
            Person person,
            @PathVariable String year,
            @PathVariable String file,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String text,
            Model model) {
        SchoolYear chosen = room.year(year);
        try {
            List<String> keys = key.isEmpty() ? List.of() : List.of(key);
            room.run().explain(room.file(file), chosen, version, keys, text, person.name());
            audit.did(person, "export.explained", file + " " + chosen);
            return "redirect:" + ExportRoom.link(file, chosen) + "#findings";
        } catch (ExportException e) {
            model.addAttribute("fault", e.getMessage());
            return shown(person, chosen, file, 0, model);
        }
    }

    /** The file as it is handed in: numbers of single people are in it as they are. */
    @GetMapping("/exports/{year}/{file}/download/{version}/{level}")
    ResponseEntity<byte[]> download(
            Person person,
            @PathVariable String year,
            @PathVariable String file,
            @PathVariable int version,
            @PathVariable String level) {
        Version chosen = room.version(room.file(file), room.year(year), version)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Manifest.Part part = chosen.manifest().parts().stream()
                .filter(one -> one.place().equals(level))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        byte[] text = chosen.text(part).getBytes(part.charset());
        audit.did(person, "export.downloaded", subject(chosen) + " " + part.fileName());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "plain", part.charset()))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(part.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(text);
    }

    static String subject(Version version) {
        Manifest manifest = version.manifest();
        return manifest.specification() + " " + manifest.year() + " version " + manifest.version();
    }
}
