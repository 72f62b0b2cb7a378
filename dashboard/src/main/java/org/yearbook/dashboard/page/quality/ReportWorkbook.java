package org.yearbook.dashboard.page.quality;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.page.quality.IssueColumns.Around;
import org.yearbook.dashboard.print.XmlText;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.QualityAnswers.Issue;

/**
 * The report as an Excel workbook, written as its rows come. First a sheet that says what it is, then the issues, on
 * further sheets where one does not hold them. Days are days and counts numbers; everything that a record holds is
 * text, so that leading zeros stay and nothing is taken for a formula.
 */
final class ReportWorkbook implements AutoCloseable {

    /** Most that Excel takes, without the row of names. */
    static final int ROWS_A_SHEET = Worksheet.MAX_ROWS - 1;

    private static final int LONGEST_CELL = 32_767;
    private static final int BLOCK = 500;
    private static final int WRAPPED_FROM = 40;
    private static final String TEXT = "@";
    private static final String DAY = "yyyy-mm-dd";
    private static final String GROUND = "E8EFF8";
    private static final String KEEP =
            "This file holds records of people. Keep it where only those can open it who work"
                    + " on them, and delete it when the work is done.";

    private final Workbook book;
    private final Around around;
    private final int rowsASheet;
    private @Nullable Worksheet sheet;
    private int sheets;
    private int row;
    private int styledUpTo;

    /**
     * @param out is left open
     * @param rowsASheet issues on one sheet
     */
    ReportWorkbook(OutputStream out, ReportHead head, Around around, int rowsASheet) {
        this.book = new Workbook(out, "Yearbook", "1.0");
        this.around = around;
        this.rowsASheet = rowsASheet;
        book.properties().setTitle("Data quality, " + head.place()).setCompany(head.district());
        about(head);
    }

    private void about(ReportHead head) {
        Worksheet about = book.newWorksheet("About");
        about.width(0, 24);
        about.width(1, 90);
        about.value(0, 0, "Data quality");
        about.style(0, 0).bold().fontSize(16).set();
        int at = 2;
        at = line(about, at, "District", head.district());
        at = line(about, at, "Whose records", head.place());
        at = line(about, at, "Made for", head.person());
        at = line(about, at, "As of the night of", head.asOf());
        for (ReportHead.Part part : head.filters()) {
            at = line(about, at, part.name(), part.choice());
        }
        if (head.score().isPresent()) {
            at = line(about, at, "Score, of 100", head.score().get());
        }
        at = line(about, at, "Issues in this file", head.issues());
        if (head.issues() > rowsASheet) {
            at = line(
                    about,
                    at,
                    "On each sheet",
                    "at most " + Numbers.whole(rowsASheet) + " issues; the others are on the sheets after it.");
        }
        if (head.apart() > 0) {
            at = line(about, at, "Left out", head.apart());
            at = line(
                    about,
                    at,
                    "",
                    "are the same thing in most records of their kind; on the page, choose their rule to get them.");
        }
        at = line(about, at, "Taken away on", head.made());
        line(about, at + 1, "Please note", KEEP);
        finish(about);
    }

    private static int line(Worksheet about, int at, String name, Object value) {
        about.inlineString(at, 0, name);
        about.style(at, 0).bold().verticalAlignment("top").set();
        put(about, at, 1, value);
        String format = value instanceof LocalDate ? DAY : value instanceof BigDecimal ? "0.0#" : "";
        var style = about.style(at, 1)
                .horizontalAlignment("left")
                .verticalAlignment("top")
                .wrapText(true);
        (format.isEmpty() ? value instanceof String ? style.format(TEXT) : style.format("#,##0") : style.format(format))
                .set();
        return at + 1;
    }

    private Worksheet begin() {
        sheets++;
        Worksheet fresh = book.newWorksheet(sheets == 1 ? "Issues" : "Issues " + sheets);
        for (int i = 0; i < IssueColumns.ALL.size(); i++) {
            IssueColumns column = IssueColumns.ALL.get(i);
            fresh.width(i, column.width());
            fresh.value(0, i, ReportReader.capital(column.name().replace('_', ' ')));
        }
        fresh.range(0, 0, 0, IssueColumns.ALL.size() - 1)
                .style()
                .bold()
                .fillColor(GROUND)
                .set();
        fresh.freezePane(0, 1);
        fresh.repeatRows(0);
        fresh.pageOrientation("landscape");
        row = 0;
        styledUpTo = 0;
        return fresh;
    }

    /** Writes one issue. */
    void add(Issue issue) {
        if (sheet != null && row == rowsASheet) {
            end(sheet);
            sheet = null;
        }
        Worksheet open = sheet == null ? begin() : sheet;
        sheet = open;
        row++;
        for (int i = 0; i < IssueColumns.ALL.size(); i++) {
            Object cell = IssueColumns.ALL.get(i).cell().apply(issue, around);
            if (cell != null && !"".equals(cell)) {
                put(open, row, i, cell);
            }
        }
        if (row - styledUpTo == BLOCK) {
            flush(open);
        }
    }

    private static void put(Worksheet sheet, int row, int column, Object value) {
        if (value instanceof LocalDate day) {
            sheet.value(row, column, day);
        } else if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else {
            sheet.inlineString(row, column, XmlText.of(value.toString(), LONGEST_CELL));
        }
    }

    /** Styles are set by block, for a cell at a time takes as long as writing it. */
    private void flush(Worksheet open) {
        if (row > styledUpTo) {
            for (int i = 0; i < IssueColumns.ALL.size(); i++) {
                IssueColumns column = IssueColumns.ALL.get(i);
                open.range(styledUpTo + 1, i, row, i)
                        .style()
                        .format(format(column))
                        .verticalAlignment("top")
                        .wrapText(column.width() >= WRAPPED_FROM)
                        .set();
            }
            styledUpTo = row;
        }
        try {
            open.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String format(IssueColumns column) {
        return switch (column.type()) {
            case TEXT -> TEXT;
            case WHOLE -> "0";
            case DAY -> DAY;
        };
    }

    private void end(Worksheet open) {
        flush(open);
        open.setAutoFilter(0, 0, row, IssueColumns.ALL.size() - 1);
        finish(open);
    }

    private static void finish(Worksheet sheet) {
        try {
            sheet.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the workbook; without it the file does not open. */
    @Override
    public void close() throws IOException {
        end(sheet == null ? begin() : sheet);
        book.finish();
    }
}
