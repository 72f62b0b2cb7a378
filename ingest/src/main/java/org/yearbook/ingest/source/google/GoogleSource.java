package org.yearbook.ingest.source.google;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpAuth;
import org.yearbook.ingest.source.http.HttpPolicy;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.ingest.source.pull.PullOutcome;
import org.yearbook.ingest.source.pull.Source;

/**
 * A Google Workspace domain. Brings {@code google-usage-<date>-<source>.json}, the usage report of the latest day that
 * is ready, one user a line, and {@code google-directory-<source>.json}, one account a line; both as the API writes
 * them.
 */
record GoogleSource(URI url, HttpAuth auth, Optional<Usage> usage, Optional<String> users) implements Source {

    /**
     * What of the usage report is asked for.
     *
     * @param parameters names of what is reported for each user
     * @param lagDays how many days back the latest report may lie
     */
    record Usage(List<String> parameters, int lagDays) {

        Usage {
            parameters = List.copyOf(parameters);
        }
    }

    @Override
    public boolean speaksOfAll() {
        return true;
    }

    @Override
    public PullOutcome pull(PullContext context) throws PullFailure {
        HttpSession session = new HttpSession(context, HttpPolicy.USUAL, auth);
        List<Path> files = new ArrayList<>();
        List<PullNote> notes = new ArrayList<>();
        Map<String, String> marks = new LinkedHashMap<>();
        if (usage.isPresent()) {
            Map<String, String> before =
                    context.full() ? Map.of() : context.before().marks();
            var report = new UsageReport(session, url, usage.get(), context);
            marks.putAll(report.write(before, files, notes));
        }
        if (users.isPresent()) {
            Path file = context.work().resolve("google-directory-" + context.source() + ".json");
            new Users(session, url, users.get()).write(file);
            files.add(file);
        }
        return files.isEmpty()
                ? new PullOutcome.Nothing(marks, notes)
                : new PullOutcome.Brought(files, true, marks, notes);
    }

    @Override
    public void check(PullContext context, Consumer<String> found) throws PullFailure {
        HttpSession session = new HttpSession(context, HttpPolicy.USUAL, auth);
        if (usage.isPresent()) {
            LocalDate day = context.date().minusDays(usage.get().lagDays());
            var query = Map.of(
                    "maxResults", "1", "parameters", usage.get().parameters().get(0));
            session.send(HttpAsk.json(HttpAsk.query(UsageReport.at(url, day), query)))
                    .orFail();
            found.accept("The usage report of " + day + " can be read.");
        }
        if (users.isPresent()) {
            session.send(HttpAsk.json(
                            HttpAsk.query(Users.at(url), Map.of("customer", "my_customer", "maxResults", "1"))))
                    .orFail();
            found.accept("The accounts can be read.");
        }
    }
}
