package org.yearbook.dashboard.page.export;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.day.DistrictDay;
import org.yearbook.dashboard.page.Link;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.export.DueFiles;
import org.yearbook.warehouse.export.ExportRun;
import org.yearbook.warehouse.export.Readiness;
import org.yearbook.warehouse.export.Version;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.FederalSpecifications;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.stateform.StateForms;

/**
 * What pages about federal files are made of. Settings are read anew each time: somebody may just have changed them.
 */
@Component
class ExportRoom {

    private static final Limits LIMITS = new Limits(1, 512, null);

    private final DistrictHome home;
    private final District district;
    private final DistrictDay day;

    ExportRoom(DistrictHome home, District district, DistrictDay day) {
        this.home = home;
        this.district = district;
        this.day = day;
    }

    ExportRun run() {
        return new ExportRun(home, LIMITS, day.clock());
    }

    DueFiles due() {
        return new DueFiles(home, LIMITS, day.clock());
    }

    Readiness readiness() {
        return new Readiness(home, LIMITS);
    }

    DistrictHome home() {
        return home;
    }

    District district() {
        return district;
    }

    /** {@return those that files of this home are made by} */
    FileSpecifications specifications() {
        return FederalSpecifications.read(home);
    }

    LocalDate today() {
        return day.today();
    }

    /** {@return the year of the last night and those before it, latest first} */
    List<SchoolYear> years() {
        SchoolYear now = latest();
        return List.of(now, now.previous(), now.previous().previous());
    }

    SchoolYear year(String text) {
        return text.isEmpty()
                ? latest()
                : SchoolYear.named(text).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    // Of a year that no night has seen yet there is nothing to show.
    private SchoolYear latest() {
        return Publications.current(home)
                .map(publication -> district.schoolYear(publication.asOf()))
                .orElseGet(() -> district.schoolYear(today()));
    }

    /** {@return a file that there is: a federal one, or one of the state's own} */
    String file(String id) {
        if (ofTheState(id)) {
            return id;
        }
        return federal(id);
    }

    /** {@return whether a file is in a layout of the state's own} */
    boolean ofTheState(String id) {
        return StateForms.read(home).find(id).isPresent();
    }

    /** {@return a federal specification that there is} */
    String federal(String id) {
        if (specifications().find(id).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return id;
    }

    /** {@return the version that is asked for; the last one without a number} */
    Optional<Version> version(String file, SchoolYear year, int number) {
        List<Version> versions = run().exports().versions(file, year);
        return versions.stream()
                .filter(version -> number == 0 || version.manifest().version() == number)
                .reduce((one, later) -> later);
    }

    static Link link(String file, SchoolYear year) {
        return Link.to("/exports/" + year + "/" + file);
    }

    /** {@return the page of a version} */
    static Link back(Version version) {
        return link(version.manifest().specification(), version.manifest().year())
                .with("version", String.valueOf(version.manifest().version()));
    }
}
