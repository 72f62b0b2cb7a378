package org.yearbook.warehouse.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.Basis;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.FederalSettings;
import org.yearbook.warehouse.stateform.FormCheck;
import org.yearbook.warehouse.stateform.FormDifferences;
import org.yearbook.warehouse.stateform.FormText;
import org.yearbook.warehouse.stateform.StateForm;
import org.yearbook.warehouse.submission.Rows;
import org.yearbook.warehouse.submission.Slice;
import org.yearbook.warehouse.validate.Difference;
import org.yearbook.warehouse.validate.Finding;

/** A file in a layout of the state's own. */
record StateRecipe(StateForm form, DistrictHome home, FileSpecifications specifications, Exports exports)
        implements Recipe {

    @Override
    public String name() {
        return form.name();
    }

    @Override
    public Basis basis() {
        return form.basis();
    }

    @Override
    public Drawn draw(Opened opened, SchoolYear year) {
        Slice slice = opened.slice();
        Rows rows = slice.rows(form.rows(), year);
        if (!rows.missing().isEmpty()) {
            return Drawn.lacking(rows.missing());
        }
        FormText.Written written = FormText.of(form, rows.rows());
        List<String> missing = new ArrayList<>(written.missing());
        if (form.fileName().contains("{district_id}") && !slice.districtId().matches("[A-Za-z0-9_-]+")) {
            missing.add("The state's number of the district, for the name of the file: 'federal: district_id' in"
                    + " district.yaml.");
        }
        if (!missing.isEmpty()) {
            return Drawn.lacking(missing);
        }
        List<String> notes = new ArrayList<>(rows.notes());
        notes.add("The layout is as state-files/" + form.id() + ".yaml says; it was read in: " + form.source());
        return new Drawn(
                List.of(),
                notes,
                rows.provisional(),
                fingerprint(form),
                version -> List.of(new Text(
                        null,
                        form.fileName(year, slice.districtId(), version),
                        form.id(),
                        form.encoding(),
                        written.text(),
                        written.records())));
    }

    /** {@return what a manifest says of a description, by which it is known again} */
    static Map<String, String> fingerprint(StateForm form) {
        return Map.of("state-files/" + form.id() + ".yaml", Kept.sha256(form.text(), StandardCharsets.UTF_8));
    }

    @Override
    public List<Finding> found(Duck duck, SchoolYear year, int version, List<Text> files) {
        String wanted = form.fileName(
                year, FederalSettings.read(home, DistrictFile.read(home)).districtId(), version);
        int lastYear = exports.standing(form.id(), year.previous())
                .map(one -> one.manifest().parts().stream().collect(Collectors.summingInt(Manifest.Part::records)))
                .orElse(0);
        return files.stream()
                .flatMap(file -> FormCheck.of(
                        form,
                        new FormCheck.Lying(file.name(), wanted, file.encoding(), file.text(), file.records()),
                        lastYear)
                        .stream())
                .toList();
    }

    @Override
    public List<Difference> differences(SchoolYear year, List<Text> before, List<Text> now) {
        return FormDifferences.between(form, joined(before), joined(now));
    }

    private static String joined(List<Text> files) {
        return files.stream().map(Text::text).collect(Collectors.joining());
    }
}
