package org.yearbook.ingest.source.oneroster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.oneroster.model.RestCollection;
import org.yearbook.ingest.source.oneroster.model.RestCollection.Service;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;

/** Tries a service: one small page of every collection, also of those that are not pulled. */
final class OneRosterCheck {

    private static final int A_FEW = 5;
    private static final Duration NOTICEABLE = Duration.ofSeconds(90);

    private final OneRosterSource source;
    private final PullContext context;
    private final HttpSession http;
    private final Consumer<String> tell;
    private Optional<Instant> serverTime = Optional.empty();

    OneRosterCheck(OneRosterSource source, PullContext context, HttpSession http, Consumer<String> tell) {
        this.source = source;
        this.context = context;
        this.http = http;
        this.tell = tell;
    }

    void run() throws PullFailure {
        tell.accept("OneRoster " + source.version().number() + " at "
                + HttpAsk.shown(source.address(RestCollection.ORGS)).replaceAll("/orgs$", "") + ".");
        List<String> lacking = new ArrayList<>();
        for (RestCollection collection : source.collections(EnumSet.allOf(Service.class))) {
            if (!granted(collection) && source.included().contains(collection.service()) && collection.needed()) {
                lacking.add(collection.path());
            }
        }
        clock();
        if (!lacking.isEmpty()) {
            throw new PullFailure(
                    "Needed but not given: " + String.join(", ", lacking) + ".",
                    "Ask the vendor to grant these to the key, and check the scope.");
        }
    }

    private boolean granted(RestCollection collection) throws PullFailure {
        HttpAnswer answer = http.send(
                HttpAsk.json(HttpAsk.query(source.address(collection), Map.of("limit", Integer.toString(A_FEW)))));
        if (serverTime.isEmpty()) {
            serverTime = Paging.date(answer);
        }
        String wanted = source.included().contains(collection.service()) ? "" : " (not pulled: not in 'include')";
        if (!answer.ok()) {
            String code = codeMinor(answer);
            tell.accept(collection.path() + ": refused, status " + answer.status() + (code.isEmpty() ? "" : " " + code)
                    + wanted + ".");
            return false;
        }
        var rows = new AtomicLong();
        new PageFile(answer, collection.path()).each(object -> rows.incrementAndGet());
        tell.accept(collection.path() + ": granted, " + rows + " in a page of " + A_FEW
                + (rows.get() > A_FEW ? ", so the limit is ignored" : "") + ", "
                + answer.header("X-Total-Count")
                        .filter(total -> total.matches("\\d{1,12}"))
                        .map(total -> total + " in all")
                        .orElse("no total")
                + ", " + (Links.next(answer, Map.of()).isPresent() ? "pages by link" : "pages by offset") + wanted
                + ".");
        return true;
    }

    private void clock() {
        serverTime.ifPresent(theirs -> {
            Duration apart =
                    Duration.between(context.pace().clock().instant(), theirs).abs();
            tell.accept(
                    apart.compareTo(NOTICEABLE) > 0
                            ? "The clocks are " + apart.toSeconds() + " seconds apart; set this machine's by NTP."
                            : "The clocks agree.");
        });
    }

    /** {@return the standard's code for what is wrong, when the answer has one; nothing else of it is shown} */
    static String codeMinor(HttpAnswer answer) {
        try {
            return answer.json().findValuesAsString("imsx_codeMinorFieldValue").stream()
                    .filter(code -> code.matches("[a-zA-Z_]{1,40}"))
                    .findFirst()
                    .orElse("");
        } catch (PullFailure e) {
            return "";
        }
    }
}
