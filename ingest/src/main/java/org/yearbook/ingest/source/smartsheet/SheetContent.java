package org.yearbook.ingest.source.smartsheet;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.ingest.source.folder.TextFile;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/**
 * All rows of one sheet at one version of it. A sheet has at most 20,000 rows and 500,000 cells, so it fits into
 * memory.
 *
 * @param version counts the changes of the sheet
 * @param columns in the order of the sheet
 * @param rows in the order of the sheet
 */
record SheetContent(String version, List<JsonNode> columns, List<JsonNode> rows) {

    private static final int PAGE = 1_000;
    private static final int TRIES = 3;

    /** Types whose value says more than what is shown: ISO dates, true and false, e-mail addresses. */
    private static final Set<String> BY_VALUE =
            Set.of("DATE", "DATETIME", "ABSTRACT_DATETIME", "CHECKBOX", "CONTACT_LIST");

    SheetContent {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** {@return a sheet, all of it from one version: when somebody works in it meanwhile, it is read again} */
    static SheetContent read(HttpSession session, URI sheet) throws PullFailure {
        for (int tried = 0; tried < TRIES; tried++) {
            JsonNode first = page(session, sheet, 1, PAGE);
            String version = first.path("version").asString("");
            long total = first.path("totalRowCount").asLong(0);
            Map<String, JsonNode> rows = new LinkedHashMap<>();
            boolean same = take(first, rows);
            for (int page = 2; same && rows.size() < total; page++) {
                JsonNode next = page(session, sheet, page, PAGE);
                same = next.path("version").asString("").equals(version) && take(next, rows);
            }
            if (same && rows.size() == total) {
                return new SheetContent(version, list(first.path("columns")), List.copyOf(rows.values()));
            }
        }
        throw new PullFailure(
                HttpAsk.shown(sheet) + " changed each time while it was read.",
                "Nothing, if somebody happened to work in the sheet: the next night pulls again.");
    }

    /** {@return whether the page had rows, and none that was there before} */
    private static boolean take(JsonNode page, Map<String, JsonNode> rows) {
        List<JsonNode> here = list(page.path("rows"));
        for (JsonNode row : here) {
            if (rows.put(row.path("id").asString(""), row) != null) {
                return false;
            }
        }
        return !here.isEmpty() || page.path("totalRowCount").asLong(0) == rows.size();
    }

    static JsonNode page(HttpSession session, URI sheet, int page, int size) throws PullFailure {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("page", Integer.toString(page));
        query.put("pageSize", Integer.toString(size));
        JsonNode answer =
                session.send(HttpAsk.json(HttpAsk.query(sheet, query))).orFail().json();
        if (!answer.path("columns").isArray()) {
            throw new PullFailure(
                    HttpAsk.shown(sheet) + " answered without columns: it is no sheet.",
                    "Check 'id': reports and dashboards have numbers too, but are not sheets.");
        }
        return answer;
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }

    void write(Path file) {
        try (BufferedWriter out = TextFile.create(file)) {
            out.write(line(Stream.concat(
                    columns.stream().map(column -> column.path("title").asString("")),
                    Stream.of("Row ID", "Row Created", "Row Modified"))));
            for (JsonNode row : rows) {
                Map<String, JsonNode> cells = new LinkedHashMap<>();
                row.path("cells")
                        .forEach(cell -> cells.put(cell.path("columnId").asString(""), cell));
                out.write(line(Stream.concat(
                        columns.stream().map(column -> text(column, cells)),
                        Stream.of("id", "createdAt", "modifiedAt")
                                .map(key -> row.path(key).asString("")))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A blank cell is not in the answer at all. */
    private static String text(JsonNode column, Map<String, JsonNode> cells) {
        JsonNode cell = cells.get(column.path("id").asString(""));
        if (cell == null) {
            return "";
        }
        JsonNode value = cell.path("value");
        // Shown is 50 %, meant is 0.5.
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        String shown = cell.path("displayValue").asString("");
        boolean byValue = BY_VALUE.contains(column.path("type").asString(""));
        return byValue || shown.isEmpty() ? value.asString(shown) : shown;
    }

    private static String line(Stream<String> fields) {
        return fields.map(SheetContent::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : "\"" + field.replace("\"", "\"\"") + "\"";
    }
}
