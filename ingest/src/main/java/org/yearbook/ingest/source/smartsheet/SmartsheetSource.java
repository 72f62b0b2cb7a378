package org.yearbook.ingest.source.smartsheet;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpAuth;
import org.yearbook.ingest.source.http.HttpPolicy;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullOutcome;
import org.yearbook.ingest.source.pull.Source;
import tools.jackson.databind.JsonNode;

/**
 * Some sheets of Smartsheet (API 2.0). Each becomes {@code smartsheet-<saveAs>.csv}: a column for each of the sheet's,
 * by its title, then {@code Row ID}, {@code Row Created} and {@code Row Modified}. A sheet whose version is the one
 * that was brought last time is left alone.
 */
record SmartsheetSource(URI url, HttpAuth auth, List<Sheet> sheets) implements Source {

    /**
     * 300 requests a minute are allowed, and who asks more often hears 429 without a time to wait, until the minute is
     * over.
     */
    private static final HttpPolicy POLICY = patient(HttpPolicy.USUAL);

    SmartsheetSource {
        sheets = List.copyOf(sheets);
    }

    /**
     * One sheet.
     *
     * @param id its number
     * @param saveAs the name of its file, without {@code smartsheet-} and {@code .csv}
     */
    record Sheet(String id, String saveAs) {

        URI at(URI url) {
            return URI.create(url + "/sheets/" + id);
        }
    }

    private static HttpPolicy patient(HttpPolicy usual) {
        return new HttpPolicy(
                usual.connect(),
                usual.quiet(),
                usual.whole(),
                usual.maxBytes(),
                usual.tries(),
                Duration.ofSeconds(4),
                usual.longestWait(),
                usual.waitBudget(),
                usual.atOnce(),
                usual.redirects());
    }

    @Override
    public boolean speaksOfAll() {
        return true;
    }

    @Override
    public PullOutcome pull(PullContext context) throws PullFailure {
        HttpSession session = new HttpSession(context, POLICY, auth);
        List<Path> files = new ArrayList<>();
        Map<String, String> marks = new LinkedHashMap<>();
        for (Sheet sheet : sheets) {
            String version = version(session, sheet);
            String before = context.before().marks().getOrDefault(sheet.id(), "");
            if (!context.full() && !version.isEmpty() && version.equals(before)) {
                marks.put(sheet.id(), version);
                continue;
            }
            SheetContent content = SheetContent.read(session, sheet.at(url));
            Path file = context.work().resolve("smartsheet-" + sheet.saveAs() + ".csv");
            content.write(file);
            files.add(file);
            marks.put(sheet.id(), content.version());
        }
        return files.isEmpty()
                ? new PullOutcome.Nothing(marks, List.of())
                : new PullOutcome.Brought(files, files.size() == sheets.size(), marks, List.of());
    }

    private String version(HttpSession session, Sheet sheet) throws PullFailure {
        JsonNode answer = session.send(HttpAsk.json(URI.create(sheet.at(url) + "/version")))
                .orFail()
                .json();
        return answer.path("version").asString("");
    }

    @Override
    public void check(PullContext context, Consumer<String> found) throws PullFailure {
        HttpSession session = new HttpSession(context, POLICY, auth);
        for (Sheet sheet : sheets) {
            JsonNode answer = SheetContent.page(session, sheet.at(url), 1, 1);
            found.accept(
                    "Sheet " + sheet.saveAs() + ": " + answer.path("columns").size() + " columns, "
                            + answer.path("totalRowCount").asLong(0) + " rows.");
        }
    }
}
