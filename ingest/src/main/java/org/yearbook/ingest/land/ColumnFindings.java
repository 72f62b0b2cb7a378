package org.yearbook.ingest.land;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Nearest;
import org.yearbook.ingest.contract.Classification;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.CsvFormat;
import org.yearbook.ingest.contract.YearRule;

/** What the owner of a file should know about its columns. */
final class ColumnFindings {

    private final Identified file;
    private final Contract contract;
    private final List<Finding> findings = new ArrayList<>();

    private ColumnFindings(Identified file) {
        this.file = file;
        this.contract = file.contract();
    }

    static List<Finding> of(Identified file) {
        var columns = new ColumnFindings(file);
        columns.look();
        columns.written();
        return columns.findings;
    }

    private void look() {
        Header header = file.header();
        boolean bundle = contract.schoolYear() instanceof YearRule.Bundle;
        header.repeated()
                .forEach(name -> add(
                        "minor",
                        name,
                        "Two columns are named '" + name + "'; the first one is read.",
                        "Give each column a name of its own."));
        if (!header.nameless().isEmpty()) {
            add(
                    "warning",
                    null,
                    "Columns without a name, at place "
                            + join(header.nameless().stream()
                                    .map(String::valueOf)
                                    .toList()) + ".",
                    "Name these columns, or leave them out of the export.");
        }
        List<String> extra = extra(bundle);
        if (!extra.isEmpty()) {
            add(
                    "warning",
                    null,
                    "Columns that contract " + contract.id() + " does not know: " + join(extra) + ". They are kept as"
                            + " delivered and not used.",
                    "Nothing needs to be done, unless one of them is a known column under a new name: then add the name"
                            + " to the contract.");
        }
        List<String> lacking = file.match().missingOptional().stream()
                .filter(field -> !OneRoster.movedElsewhere(contract, field))
                // An extension of a standard is there or not; nobody has to export it.
                .filter(field -> !physicalName(field).startsWith("metadata."))
                .filter(field -> contract.column(field).filter(Column::seldom).isEmpty())
                .map(this::physicalName)
                .map(name -> name + proposal(name, extra))
                .toList();
        if (!lacking.isEmpty()) {
            add(
                    "warning",
                    null,
                    "Columns that the file lacks: " + join(lacking) + ".",
                    "Export them too if the system has them; what needs them stays empty.");
        }
        if (bundle && file.match().orderDiffers()) {
            add(
                    "minor",
                    null,
                    "The columns do not stand in the order of the OneRoster standard.",
                    "Nothing here depends on the order; other receivers of the bundle may.");
        }
        passwords();
    }

    /** How the file is written, and what it holds that is not kept. */
    private void written() {
        Header header = file.header();
        if (!header.besides().isEmpty()) {
            add(
                    "warning",
                    null,
                    "Fields that contract " + contract.id() + " does not know: " + join(header.besides())
                            + ". They were left out.",
                    "Nothing needs to be done, unless one of them is a known field under a new name: then add the name"
                            + " to the contract.");
        }
        if (!file.format().word().equals(contract.format().word())) {
            add(
                    "minor",
                    null,
                    "The file is written as " + file.format().word() + ", not as "
                            + contract.format().word() + " as agreed; it was read.",
                    "Export it as agreed, or change 'format' in contract " + contract.id() + ".");
        } else if (file.format() instanceof CsvFormat csv
                && csv.delimiter() != Identification.csv(contract).delimiter()) {
            add(
                    "minor",
                    null,
                    "The fields are parted by " + named(csv.delimiter()) + ", not by "
                            + named(Identification.csv(contract).delimiter()) + " as agreed.",
                    "Export with the agreed character, or change 'delimiter' under 'csv' in contract " + contract.id()
                            + ".");
        }
    }

    /** OneRoster's own extension columns are no surprise. */
    private List<String> extra(boolean bundle) {
        Set<String> made = Set.copyOf(file.header().nameless().stream()
                .map(place -> "column_" + place)
                .toList());
        return file.match().extra().stream()
                .filter(name -> !file.secrets().contains(name) && !made.contains(name))
                .filter(name -> !(bundle && name.toLowerCase(Locale.ROOT).startsWith("metadata.")))
                .toList();
    }

    private void passwords() {
        Set<String> agreed = contract.columns().stream()
                .filter(column -> column.classification() == Classification.SECRET)
                .map(column -> file.match().fields().get(column.name()))
                .collect(Collectors.filtering(name -> name != null, Collectors.toSet()));
        List<String> unexpected =
                file.secrets().stream().filter(name -> !agreed.contains(name)).toList();
        if (!unexpected.isEmpty()) {
            add(
                    "major",
                    unexpected.get(0),
                    "The file holds passwords in " + join(unexpected) + "; they were left out.",
                    "Stop exporting this column; Yearbook has no use for it.");
        }
    }

    /** {@return under which other names a column seems to have come, in parentheses; nothing when under none} */
    static String proposal(String name, List<String> extra) {
        String proposal = Nearest.proposal(name, extra).strip();
        return proposal.isEmpty() ? "" : " (" + proposal + ")";
    }

    private String physicalName(String field) {
        return contract.column(field)
                .map(column -> column.physicalNames().get(0))
                .orElse(field);
    }

    private void add(String severity, @Nullable String field, String message, String whatToDo) {
        findings.add(new Finding(
                Rules.SCHEMA, severity, contract.source(), file.member().file(), 0, field, null, message, whatToDo));
    }

    private static String named(char delimiter) {
        return delimiter == '\t' ? "tab" : "'" + delimiter + "'";
    }

    private static String join(List<String> names) {
        return String.join(", ", names);
    }
}
