package org.yearbook.dashboard.page.export;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.export.ExportException;
import org.yearbook.warehouse.export.Manifest;
import org.yearbook.warehouse.export.State;
import org.yearbook.warehouse.export.Version;

/** Signing a file: on a page of its own, for which somebody has shown recently who they are. */
@Controller
class SignController {

    private final ExportRoom room;
    private final AuditTrail audit;

    SignController(ExportRoom room, AuditTrail audit) {
        this.room = room;
        this.audit = audit;
    }

    /** What is signed. */
    record SignPage(String id, String name, String year, String number, String words, String back, boolean maySign) {}

    @GetMapping("/exports/sign/{year}/{file}")
    String page(@PathVariable String year, @PathVariable String file, Model model) {
        return shown(room.year(year), room.file(file), model);
    }

    private String shown(SchoolYear year, String file, Model model) {
        Version version =
                room.version(file, year, 0).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Manifest manifest = version.manifest();
        model.addAttribute(
                "page",
                new SignPage(
                        file,
                        manifest.name(),
                        year.toString(),
                        String.valueOf(manifest.version()),
                        ExportWords.source(manifest) + " It has "
                                + Numbers.of(
                                        manifest.parts().stream()
                                                .mapToLong(Manifest.Part::records)
                                                .sum(),
                                        "record",
                                        "records")
                                + ". It is " + version.state().label() + ".",
                        ExportRoom.link(file, year).toString(),
                        version.state() == State.READY));
        return "page/export/sign";
    }

    @PostMapping("/exports/sign/{year}/{file}")
    String sign(
            Person person,
            @PathVariable String year,
            @PathVariable String file,
            @RequestParam(defaultValue = "0") int version,
            Model model) {
        SchoolYear chosen = room.year(year);
        try {
            Version signed = room.run().sign(room.file(file), chosen, version, person.name());
            audit.did(person, "export.signed", FileController.subject(signed));
            return "redirect:" + ExportRoom.link(file, chosen);
        } catch (ExportException e) {
            model.addAttribute("fault", e.getMessage());
            return shown(chosen, file, model);
        }
    }
}
