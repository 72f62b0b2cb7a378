package org.yearbook.ingest.source.google;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.json.JsonList;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.warehouse.fingerprint.Sha256;
import tools.jackson.databind.JsonNode;

/**
 * The usage report of all users on one day (Reports API, userUsageReport.get). A day is ready only some days later, and
 * not for all applications at once: days are asked for backwards until one is complete. When none is, the latest one of
 * which there is something is taken, and that is told.
 */
final class UsageReport {

    private static final String LIST = "usageReports";
    private static final String DAY = "usage.date";
    private static final String PART = "usage.part";

    private final HttpSession session;
    private final URI url;
    private final GoogleSource.Usage usage;
    private final PullContext context;

    UsageReport(HttpSession session, URI url, GoogleSource.Usage usage, PullContext context) {
        this.session = session;
        this.url = url;
        this.usage = usage;
        this.context = context;
    }

    static URI at(URI url, LocalDate day) {
        return URI.create(url + "/admin/reports/v1/usage/users/all/dates/" + day);
    }

    /**
     * Writes the latest report.
     *
     * @param before what this returned last time; empty when everything is to be brought
     * @return what to remember: the last complete day, which is not brought again, and what came of a later one
     */
    Map<String, String> write(Map<String, String> before, List<Path> files, List<PullNote> notes) throws PullFailure {
        String known = before.getOrDefault(DAY, "");
        LocalDate partial = null;
        for (int back = 1; back <= usage.lagDays(); back++) {
            LocalDate day = context.date().minusDays(back);
            if (day.toString().equals(known)) {
                return Map.of(DAY, known);
            }
            Path file = file(day);
            Report report = read(day, file);
            if (report.rows() > 0 && report.complete()) {
                files.add(file);
                return Map.of(DAY, day.toString());
            }
            if (report.rows() > 0 && partial == null) {
                partial = day;
            }
        }
        return taken(partial, before, files, notes);
    }

    /** A part is brought again when it is another: more applications have reported meanwhile. */
    private Map<String, String> taken(
            @Nullable LocalDate partial, Map<String, String> before, List<Path> files, List<PullNote> notes) {
        String known = before.getOrDefault(DAY, "");
        if (partial == null) {
            notes.add(new PullNote(
                    "major",
                    "usage",
                    "Google has no usage report of any of the last " + usage.lagDays() + " days.",
                    "If it stays, look at the reports in the admin console; raise 'lagDays' if they are later still."));
            return Map.of(DAY, known);
        }
        String print = partial + " " + print(file(partial));
        if (!print.equals(before.get(PART))) {
            files.add(file(partial));
        }
        notes.add(new PullNote(
                "minor",
                "usage",
                "The usage report of " + partial + " is not complete for all applications.",
                "Nothing: the next night asks again."));
        return Map.of(DAY, known, PART, print);
    }

    private static String print(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(LocalDate day) {
        return context.work().resolve("google-usage-" + day + "-" + context.source() + ".json");
    }

    /**
     * What came of one day.
     *
     * @param complete whether Google gave no warning about data that is still missing
     */
    private record Report(long rows, boolean complete) {}

    private Report read(LocalDate day, Path file) throws PullFailure {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("parameters", String.join(",", usage.parameters()));
        query.put("maxResults", "1000");
        try (var pages = new DayPages(file)) {
            HttpAnswer failed = new Pages(session).read(at(url, day), query, pages);
            if (failed != null && GoogleErrors.notYet(failed)) {
                return new Report(0, false);
            }
            if (failed != null) {
                throw failed.failure();
            }
            return new Report(pages.list.elements(), !pages.warned);
        }
    }

    /** Writes the pages of one day as they come; there can be a hundred thousand users. */
    private static final class DayPages implements Pages.Receiver, AutoCloseable {

        private final Path file;
        private JsonList list;
        private boolean warned;

        DayPages(Path file) {
            this.file = file;
            this.list = new JsonList(file, LIST);
        }

        @Override
        public void begin() {
            list.close();
            list = new JsonList(file, LIST);
            warned = false;
        }

        @Override
        public void page(JsonNode page) {
            page.path(LIST).forEach(list::add);
            warned |= !page.path("warnings").isEmpty();
        }

        @Override
        public void close() {
            list.close();
        }
    }
}
