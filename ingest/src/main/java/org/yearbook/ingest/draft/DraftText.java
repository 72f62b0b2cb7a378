package org.yearbook.ingest.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yearbook.ingest.contract.Adjustment;
import org.yearbook.ingest.contract.Classification;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.CsvFormat;
import org.yearbook.ingest.contract.FileFormat;
import org.yearbook.ingest.contract.Load;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.QualityRule;
import org.yearbook.ingest.contract.WorkbookFormat;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.ingest.draft.Likeness.By;
import org.yearbook.ingest.draft.Likeness.Pair;
import org.yearbook.ingest.land.Values;
import org.yearbook.ingest.standardize.Standardization;

/** A draft in YAML, and in words. */
final class DraftText {

    private final Draft draft;
    private final Contract like;
    private final Naming naming;
    private final List<String> lines = new ArrayList<>();

    DraftText(Draft draft) {
        this.draft = draft;
        this.like = draft.likeness().contract();
        this.naming = draft.naming();
    }

    String yaml() {
        line("# A draft, made of the columns of " + Yaml.shown(draft.file()) + " after the contract " + like.id()
                + ".");
        line("# docs/contracts.md explains every word. Look at what was guessed, then: yearbook sources check FILE");
        line("id: " + naming.id());
        line("name: " + Yaml.text(naming.name()));
        line("source: " + Yaml.text(naming.source()));
        line("entity: " + like.entity());
        line("ownerRole: " + Yaml.text(like.ownerRole()));
        line("files: [" + Yaml.quoted(naming.pattern()) + "]");
        format();
        line("schoolYear: " + year());
        if (naming.load() == Load.APPEND) {
            line("load: append");
        }
        if (like.latencyDays() > 0) {
            line("slaProperties:");
            line("  - {property: latency, value: " + like.latencyDays() + ", unit: d"
                    + (like.latencyField() == null ? "" : ", element: " + like.latencyField()) + "}");
        }
        line("key: " + Yaml.list(like.key()));
        if (!like.references().isEmpty()) {
            line("references:");
            like.columns().stream()
                    .filter(column -> like.references().containsKey(column.name()))
                    .forEach(this::reference);
        }
        line("properties:");
        like.columns().stream().filter(column -> !column.adjustment().unused()).forEach(this::property);
        if (!draft.likeness().left().isEmpty()) {
            line("# Not used, and kept as delivered: "
                    + draft.likeness().left().stream().map(Yaml::shown).collect(Collectors.joining(", ")));
        }
        if (!like.quality().isEmpty()) {
            line("quality:");
            like.quality().forEach(this::rule);
        }
        return String.join("\n", lines) + "\n";
    }

    /** How the table is written, where it is not written as usual. */
    private void format() {
        FileFormat format = draft.seen().format();
        List<String> keys = new ArrayList<>();
        if (format instanceof WorkbookFormat workbook) {
            line("format: xlsx");
            if (workbook.sheet() != null) {
                keys.add("sheet: " + Yaml.text(workbook.sheet()));
            }
            if (workbook.headerRow() > 0) {
                keys.add("headerRow: " + workbook.headerRow());
            }
        } else if (format instanceof CsvFormat csv) {
            if (csv.delimiter() != ',') {
                keys.add("delimiter: "
                        + (csv.delimiter() == '\t' ? "tab" : Yaml.quoted(String.valueOf(csv.delimiter()))));
            }
            if (csv.skipLines() > 0) {
                keys.add("skipLines: " + csv.skipLines());
            }
        }
        if (!keys.isEmpty()) {
            line(format.word() + ": {" + String.join(", ", keys) + "}");
        }
    }

    private String year() {
        if (naming.year() instanceof YearRule.DateColumn date) {
            return "{from: date, column: " + date.field() + "}";
        }
        if (naming.year() instanceof YearRule.YearColumn year) {
            return "{from: year, column: " + year.field() + (year.ending() ? "}" : ", namedBy: start}");
        }
        return naming.year() instanceof YearRule.None ? "{from: none}" : "{from: fileName}";
    }

    private void reference(Column column) {
        var target = Objects.requireNonNull(like.references().get(column.name()));
        line("  " + column.name() + ": " + target.entity() + "." + target.field());
    }

    private void property(Column column) {
        Optional<Pair> pair = draft.likeness().pair(column.name());
        if (column.constant() == null && pair.isEmpty()) {
            if (draft.likeness().lacking().contains(column.name())) {
                line("  # Every row needs this one: put the name of its column behind physicalName.");
            } else {
                line("  # Not found in the file; put the name of its column behind physicalName, or leave it.");
            }
        } else if (column.constant() != null) {
            line("  # The same in every row; correct it where it speaks of another system.");
        } else if (pair.filter(found -> found.by() == By.WORDS).isPresent()) {
            line("  # Guessed by the words of its name.");
        }
        List<String> keys = new ArrayList<>();
        keys.add("name: " + column.name());
        if (column.constant() != null) {
            keys.add("constant: " + Yaml.text(column.constant()));
        } else {
            keys.add("physicalName: "
                    + pair.map(found -> Yaml.text(found.column()))
                            .orElseGet(() -> column.physicalNames().size() == 1
                                    ? Yaml.text(column.physicalName())
                                    : Yaml.list(column.physicalNames())));
        }
        promises(column, pair.map(Pair::column), keys);
        line("  - {" + String.join(", ", keys) + "}");
    }

    private void promises(Column column, Optional<String> header, List<String> keys) {
        if (column.type() != LogicalType.TEXT) {
            keys.add("logicalType: " + word(column.type()));
        }
        List<String> formats = header.map(name -> patterns(column, name))
                .filter(patterns -> !patterns.isEmpty())
                .orElse(column.formats());
        if (!formats.isEmpty()) {
            keys.add("formats: [" + formats.stream().map(Yaml::quoted).collect(Collectors.joining(", ")) + "]");
        }
        flag(keys, "required", column.required());
        flag(keys, "unique", column.unique());
        flag(keys, "seldom", column.seldom());
        if (column.codeSet() != null) {
            keys.add("codeSet: " + column.codeSet());
        }
        if (!column.codes().isEmpty()) {
            keys.add("codes: " + Yaml.map(column.codes()));
        }
        if (column.rule() != null) {
            keys.add("rule: " + column.rule());
        }
        if (column.classification() != Classification.NONE) {
            keys.add("classification: " + word(column.classification()));
        }
        adjustment(column.adjustment(), keys);
        if (!column.description().isEmpty()) {
            keys.add("description: " + Yaml.quoted(column.description()));
        }
    }

    /** {@return the date patterns that a column needs beyond the agreed ones; empty when it needs none} */
    private List<String> patterns(Column column, String header) {
        List<String> rest = draft.seen().values(header);
        if (column.type() != LogicalType.DATE
                || rest.stream()
                        .allMatch(value -> Values.day(column.patterns(), value).isPresent())) {
            return List.of();
        }
        List<String> needed = new ArrayList<>();
        for (String pattern : Standardization.USUAL_DAYS) {
            List<String> unread = rest.stream()
                    .filter(value -> Values.day(List.of(pattern), value).isEmpty())
                    .toList();
            if (unread.size() < rest.size()) {
                needed.add(pattern);
                rest = unread;
            }
        }
        return needed;
    }

    private static void adjustment(Adjustment made, List<String> keys) {
        if (made.scales()) {
            keys.add("scale: " + made.times() + "/" + made.per());
        }
        if (made.days() != 0) {
            keys.add("shift: " + made.days());
        }
        flag(keys, "padded", made.padded());
        if (made.extract() != null) {
            keys.add("extract: " + Yaml.quoted(made.extract()));
        }
    }

    private static void flag(List<String> keys, String key, boolean set) {
        if (set) {
            keys.add(key + ": true");
        }
    }

    private void rule(QualityRule rule) {
        line("  - id: " + rule.id());
        if (rule.field() != null) {
            line("    field: " + rule.field());
        }
        line("    severity: " + rule.severity());
        line("    query: " + Yaml.quoted(rule.query()));
        if (rule.suggest() != null) {
            line("    suggest: " + Yaml.quoted(rule.suggest()));
        }
        line("    clerkText: " + Yaml.quoted(rule.clerkText()));
        line("    fixText: " + Yaml.quoted(rule.fixText()));
        line("    ownerRole: " + Yaml.text(rule.ownerRole()));
    }

    List<String> summary() {
        Likeness found = draft.likeness();
        line("Drafted after " + like.name() + " (" + like.id() + "); its rows become " + like.entity()
                + ". Its source is called " + naming.source() + ".");
        int field = found.pairs().stream()
                .mapToInt(pair -> pair.field().length())
                .max()
                .orElse(1);
        found.pairs()
                .forEach(pair -> line(String.format(
                        Locale.ROOT,
                        "  %-" + field + "s  %s%s",
                        pair.field(),
                        Yaml.shown(pair.column()),
                        pair.by() == By.WORDS ? "  (guessed)" : "")));
        if (!found.lacking().isEmpty()) {
            line("Not found, and needed in every row: " + String.join(", ", found.lacking())
                    + ". Put the names of their columns into the draft.");
        }
        if (!found.left().isEmpty()) {
            line("Not used: " + found.left().stream().map(Yaml::shown).collect(Collectors.joining(", ")) + ".");
        }
        if (naming.year() instanceof YearRule.FileName) {
            line("Its school year must stand in its name: " + naming.pattern() + ", {year} like 2025-26.");
        }
        if (!draft.others().isEmpty()) {
            line("It also has all that is needed for "
                    + draft.others().stream()
                            .map(other -> other.name() + " (" + other.id() + ")")
                            .collect(Collectors.joining(", "))
                    + ". Where that is what it is, or is as well, draft it with --like and an --id of its own.");
        }
        return List.copyOf(lines);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void line(String text) {
        lines.add(text);
    }
}
