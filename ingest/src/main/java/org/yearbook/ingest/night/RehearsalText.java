package org.yearbook.ingest.night;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.yearbook.ingest.land.Finding;
import org.yearbook.ingest.source.oneroster.conformance.Fault;
import org.yearbook.ingest.source.oneroster.conformance.Verdict;

/** Tells a person at a terminal what a night would make of a delivery. */
final class RehearsalText {

    private static final int WIDTH = 40;
    private static final int FAULTS = 30;

    private final Rehearsed rehearsed;
    private final List<String> lines = new ArrayList<>();

    private RehearsalText(Rehearsed rehearsed) {
        this.rehearsed = rehearsed;
    }

    static String of(Rehearsed rehearsed) {
        return new RehearsalText(rehearsed).text();
    }

    private String text() {
        rehearsed.files().forEach(this::file);
        rehearsed.unchanged().forEach(file -> {
            line(file);
            line("  is in force already, byte for byte; nothing would be done.");
        });
        rehearsed.held().forEach(held -> {
            line(held.file() + " would be HELD BACK (" + held.ruleId() + ")");
            line("  " + held.reason());
            line("  What to do: " + held.whatToDo());
        });
        findings("", rehearsed.findings());
        if (!rehearsed.beside().isEmpty()) {
            line("It was judged together with what waits in the inbox: " + String.join(", ", rehearsed.beside()) + ".");
        }
        if (rehearsed.verdict() != null) {
            verdict(rehearsed.verdict());
        }
        line("");
        line(conclusion());
        return String.join(System.lineSeparator(), lines);
    }

    private String conclusion() {
        if (rehearsed.held().isEmpty() && rehearsed.files().isEmpty()) {
            return rehearsed.unchanged().isEmpty()
                    ? "There is nothing in it that a night would take."
                    : "There is nothing new in it.";
        }
        if (rehearsed.files().isEmpty()) {
            return "A night would take nothing of it.";
        }
        return rehearsed.held().isEmpty()
                ? "A night would take it. Nothing was loaded now."
                : "A night would take a part of it and hold the rest back. Nothing was loaded now.";
    }

    private void file(Rehearsed.TakenFile file) {
        line(file.file());
        line("  is " + file.contract() + " from " + file.source() + ", known by its "
                + (file.byName() ? "name" : "columns") + "; its rows become " + file.entity() + ".");
        line("  " + rows(file.delivered()) + (years(file).isEmpty() ? "" : " of " + years(file)) + ": "
                + number(file.loaded()) + " would be loaded, " + number(file.quarantined()) + " quarantined, "
                + number(file.duplicate()) + " left out as duplicates"
                + (file.rejected() == 0
                        ? "."
                        : ", " + number(file.rejected()) + " set aside, for the reasons noted below."));
        if (!file.key().isEmpty()) {
            line("  A row is named by " + String.join(" + ", file.key()) + ".");
        }
        line("  Columns:");
        int field =
                widest(file.columns().stream().map(Rehearsed.ColumnSeen::field).toList());
        int header =
                widest(file.columns().stream().map(Rehearsed.ColumnSeen::header).toList());
        file.columns().forEach(column -> column(column, field, header));
        if (!file.missing().isEmpty()) {
            line("  Not in the file: " + String.join(", ", file.missing()) + ".");
        }
        if (!file.extra().isEmpty()) {
            line("  Not in the contract, kept and not used: " + String.join(", ", file.extra()) + ".");
        }
        issues(file);
        findings("  ", file.findings());
        line("");
    }

    private static String years(Rehearsed.TakenFile file) {
        return file.schoolYears().stream().filter(year -> !year.equals("all")).collect(Collectors.joining(", "));
    }

    private void column(Rehearsed.ColumnSeen column, int field, int header) {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "    %-" + field + "s  %-" + header + "s  %s filled",
                column.field(),
                column.header(),
                number(column.filled())));
        if (column.unread() > 0) {
            text.append(", ").append(number(column.unread())).append(" not understood");
        }
        if (!column.patterns().isEmpty()) {
            text.append(column.patterns().entrySet().stream()
                    .map(pattern -> pattern.getKey() + " in " + number(pattern.getValue()))
                    .collect(Collectors.joining(", ", "; read as ", "")));
        }
        if (!column.others().isEmpty()) {
            text.append(column.others().entrySet().stream()
                    .map(pattern -> pattern.getKey() + " (reads " + number(pattern.getValue()) + ")")
                    .collect(Collectors.joining(", ", "; to add to its 'formats' in the contract: ", "")));
        }
        if (column.either() > 0) {
            text.append("; in ")
                    .append(number(column.either()))
                    .append(" day and month could also be the other way round");
        }
        if (!column.samples().isEmpty()) {
            text.append("; like ")
                    .append(column.samples().stream()
                            .map(RehearsalText::shortened)
                            .collect(Collectors.joining(" | ")));
        }
        line(text.toString());
    }

    private void issues(Rehearsed.TakenFile file) {
        if (file.issues().isEmpty()) {
            line("  No row of it breaks a rule.");
            return;
        }
        line("  Rules that rows of it break (rules across systems are judged by the night):");
        file.issues()
                .forEach(issue -> line("    " + issue.rule() + " " + issue.severity() + ", "
                        + rows(issue.rows()) + (issue.field() == null ? "" : ", " + issue.field()) + ": "
                        + issue.message()
                        + " " + issue.whatToDo()));
    }

    private void findings(String indent, List<Finding> findings) {
        findings.forEach(finding -> line(indent + "Note (" + finding.severity() + ") on " + finding.file() + ": "
                + finding.message() + " " + finding.whatToDo()));
    }

    private void verdict(Verdict verdict) {
        String standard = verdict.version().isEmpty() ? "OneRoster" : "OneRoster " + verdict.version();
        if (verdict.conforms()) {
            line("The bundle conforms to " + standard + ".");
            return;
        }
        line("The bundle does not conform to " + standard + ": " + String.join(", ", verdict.codes()) + ".");
        verdict.faults().stream().limit(FAULTS).forEach(this::fault);
        if (verdict.faults().size() > FAULTS) {
            line("  and " + (verdict.faults().size() - FAULTS) + " more.");
        }
    }

    private void fault(Fault fault) {
        line("  " + fault.file() + (fault.firstLine() == 0 ? "" : " line " + fault.firstLine())
                + (fault.field() == null ? "" : ", " + fault.field()) + ": " + fault.message()
                + (fault.count() == 1 ? "" : " (" + number(fault.count()) + " times)") + " [" + fault.code() + "]");
    }

    private static int widest(List<String> texts) {
        return Math.min(
                WIDTH, Math.max(1, texts.stream().mapToInt(String::length).max().orElse(1)));
    }

    private static String shortened(String text) {
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…";
    }

    private static String rows(long count) {
        return number(count) + (count == 1 ? " row" : " rows");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /**
     * A line break within a value or the name of a column would tear the list, and other control characters are for the
     * terminal.
     */
    private void line(String text) {
        lines.add(text.replaceAll("\\p{Cntrl}", " "));
    }
}
