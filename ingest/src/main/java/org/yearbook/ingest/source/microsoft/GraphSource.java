package org.yearbook.ingest.source.microsoft;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * A Microsoft 365 tenant. Brings {@code microsoft-active-users-<source>.csv}, the activity report as Microsoft wrote
 * it, and {@code microsoft-users-<source>.json}, one account a line.
 *
 * @param period of the report; none when it is not wanted
 */
record GraphSource(URI url, HttpAuth auth, Optional<String> period, Optional<Users> users) implements Source {

    /**
     * What of the accounts is asked for.
     *
     * @param signIns whether the last sign-in too, for which the tenant needs a licence and the app a permission more
     * @param filter which ones, in the words of {@code $filter}; all when empty
     */
    record Users(boolean signIns, String filter) {}

    @Override
    public boolean speaksOfAll() {
        return true;
    }

    @Override
    public PullOutcome pull(PullContext context) throws PullFailure {
        List<Path> files = new ArrayList<>();
        List<PullNote> notes = new ArrayList<>();
        if (period.isPresent()) {
            Path file = context.work().resolve("microsoft-active-users-" + context.source() + ".csv");
            notes.addAll(report(context, period.get()).write(file));
            files.add(file);
        }
        if (users.isPresent()) {
            Path file = context.work().resolve("microsoft-users-" + context.source() + ".json");
            accounts(context, users.get()).write(file);
            files.add(file);
        }
        return new PullOutcome.Brought(files, true, Map.of(), notes);
    }

    @Override
    public void check(PullContext context, Consumer<String> found) throws PullFailure {
        if (period.isPresent()) {
            Path file = context.work().resolve("microsoft-active-users.csv");
            report(context, period.get()).write(file).forEach(note -> found.accept(note.message()));
            found.accept("The activity report can be read.");
        }
        if (users.isPresent()) {
            var session = new HttpSession(context, HttpPolicy.USUAL, auth);
            session.send(HttpAsk.json(accounts(context, users.get()).first(1))).orFail();
            found.accept("The accounts can be read.");
        }
    }

    /** Graph answers with the address of the file on a storage service: there, and only there, a redirect may lead. */
    private ActivityReport report(PullContext context, String days) throws PullFailure {
        return new ActivityReport(new HttpSession(context, HttpPolicy.USUAL.forDownloads(), auth), url, days);
    }

    private Accounts accounts(PullContext context, Users wanted) throws PullFailure {
        return new Accounts(new HttpSession(context, HttpPolicy.USUAL, auth), url, wanted);
    }
}
