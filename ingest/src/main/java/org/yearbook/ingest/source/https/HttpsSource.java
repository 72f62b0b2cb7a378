package org.yearbook.ingest.source.https;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpAuth;
import org.yearbook.ingest.source.http.HttpPolicy;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.pull.NightNames;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.ingest.source.pull.PullOutcome;
import org.yearbook.ingest.source.pull.Secret;
import org.yearbook.ingest.source.pull.Source;
import org.yearbook.ingest.source.pull.SourceSettings;
import org.yearbook.ingest.source.pull.SourceSettings.Named;
import org.yearbook.warehouse.fingerprint.Sha256;

/**
 * One file at one address. What did not change since last time, by the server's word or by its bytes, is not delivered
 * again.
 *
 * @param url with placeholders, or where it is kept
 * @param saveAs the name in the inbox, with placeholders
 * @param daysBack how many days before the night {@code {date}} is
 * @param accept what the server is asked for
 */
record HttpsSource(Named url, String saveAs, int daysBack, String accept, HttpAuth auth) implements Source {

    private static final String ADDRESS = "address";
    private static final String ETAG = "etag";
    private static final String MODIFIED = "modified";
    private static final String CONTENT = "content";
    private static final Set<Integer> GONE = Set.of(404, 410);

    @Override
    public PullOutcome pull(PullContext context) throws PullFailure {
        List<PullNote> notes = new ArrayList<>();
        List<Path> files = missed(context, notes);
        URI address = address(context, context.date());
        Map<String, String> before = context.before().marks();
        boolean again = context.again();
        HttpAsk ask = ask(address);
        boolean sameAddress = sha256(address.toString()).equals(before.get(ADDRESS));
        if (sameAddress && !again) {
            ask = conditional(ask, before);
        }
        Path packed = context.work().resolve("answer");
        HttpAnswer answer = http(context).send(ask, packed);
        if (answer.status() == 304) {
            return outcome(files, before, notes);
        }
        Path file = context.work().resolve(NightNames.fill(saveAs, context, daysBack));
        String content = save(answer.orFail(), file);
        Map<String, String> marks = marks(address, answer, content);
        boolean same = sameAddress && content.equals(before.get(CONTENT));
        if (!same || again) {
            files.add(file);
        }
        return outcome(files, marks, notes);
    }

    private static PullOutcome outcome(List<Path> files, Map<String, String> marks, List<PullNote> notes) {
        return files.isEmpty()
                ? new PullOutcome.Nothing(marks, notes)
                : new PullOutcome.Brought(files, true, marks, notes);
    }

    /** Fetches the files of the days that no pull brought, where each has one. What is not there never will be. */
    private List<Path> missed(PullContext context, List<PullNote> notes) throws PullFailure {
        List<Path> files = new ArrayList<>();
        if (!NightNames.isDaily(saveAs) || !NightNames.isDaily(url.reveal(context.secrets()))) {
            return files;
        }
        for (LocalDate night : context.missed()) {
            String name = NightNames.fill(saveAs, context, night, daysBack);
            HttpAnswer answer = http(context)
                    .send(ask(address(context, night)), context.work().resolve("answer-" + night));
            if (GONE.contains(answer.status())) {
                notes.add(new PullNote(
                        "minor",
                        name,
                        "The pull of " + night + " did not succeed, and there is no file of its day any more.",
                        "Nothing, if there never was one. Otherwise put it into the inbox as " + name + "."));
                continue;
            }
            Path file = context.work().resolve(name);
            save(answer.orFail(), file);
            files.add(file);
        }
        return files;
    }

    @Override
    public void check(PullContext context, Consumer<String> tell) throws PullFailure {
        Path file = context.work().resolve("answer");
        HttpAnswer answer = http(context).send(ask(address(context, context.date())), file);
        save(answer.orFail(), context.work().resolve("saved"));
        try {
            tell.accept(answer.shown() + " gives "
                    + Files.size(context.work().resolve("saved"))
                    + " bytes"
                    + answer.header("Content-Type")
                            .filter(type -> type.matches("[A-Za-z0-9/.+;=\\- ]{1,80}"))
                            .map(type -> " of " + type)
                            .orElse("")
                    + "; a pull saves them as " + NightNames.fill(saveAs, context, daysBack) + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpAsk ask(URI address) {
        HttpAsk ask = HttpAsk.get(address).with("Accept", accept);
        return Secret.isReference(url.text()) ? ask.hidingPath() : ask;
    }

    private HttpSession http(PullContext context) throws PullFailure {
        return new HttpSession(context, HttpPolicy.USUAL.forDownloads(), auth);
    }

    private URI address(PullContext context, LocalDate night) throws PullFailure {
        String text = NightNames.fill(url.reveal(context.secrets()), context, night, daysBack);
        try {
            URI address = URI.create(text);
            if (SourceSettings.fault(address).isEmpty()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // The text may be a secret: it is not repeated.
        }
        throw new PullFailure(
                "The 'url' of " + context.source() + " is not a safe address.",
                "Write it like https://vendor.example.org/path, also where it is kept as a secret.");
    }

    private static HttpAsk conditional(HttpAsk ask, Map<String, String> before) {
        HttpAsk conditional = ask;
        if (before.containsKey(ETAG)) {
            conditional = conditional.with("If-None-Match", before.get(ETAG));
        }
        if (before.containsKey(MODIFIED)) {
            conditional = conditional.with("If-Modified-Since", before.get(MODIFIED));
        }
        return conditional;
    }

    private static Map<String, String> marks(URI address, HttpAnswer answer, String content) {
        Map<String, String> marks = new TreeMap<>();
        marks.put(ADDRESS, sha256(address.toString()));
        marks.put(CONTENT, content);
        answer.header("ETag").ifPresent(etag -> marks.put(ETAG, etag));
        answer.header("Last-Modified").ifPresent(modified -> marks.put(MODIFIED, modified));
        return marks;
    }

    /** Saves the body, unpacked, and {@return its fingerprint}. */
    private String save(HttpAnswer answer, Path file) throws PullFailure {
        String type = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html") && !saveAs.toLowerCase(Locale.ROOT).endsWith(".html")) {
            throw new PullFailure(
                    answer.shown() + " answered with a web page instead of a file.",
                    "It is probably a page for signing in: check the URL and the credentials.");
        }
        MessageDigest digest = Sha256.begin();
        try (InputStream body = new DigestInputStream(answer.open(), digest);
                OutputStream out = Files.newOutputStream(file)) {
            body.transferTo(out);
        } catch (ZipException | EOFException e) {
            throw new PullFailure(
                    answer.shown() + " answered with a packed file that cannot be unpacked.",
                    "Nothing, if it is a passing fault: the next night pulls again. If it stays, tell the vendor that"
                            + " the gzip of the answer is broken.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String sha256(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
