package org.yearbook.ingest.source.http;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One answer, of any status that is not worth another try. Its body is in memory or in a file. */
public final class HttpAnswer {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpAsk ask;
    private final int status;
    private final HttpHeaders headers;
    private final Body body;
    private final long maxBytes;

    HttpAnswer(HttpAsk ask, int status, HttpHeaders headers, Body body, long maxBytes) {
        this.ask = ask;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.maxBytes = maxBytes;
    }

    /** A body, in memory or in a file. */
    @FunctionalInterface
    interface Body {
        InputStream open() throws IOException;
    }

    public int status() {
        return status;
    }

    /** {@return the URL that answered, after redirects} */
    public URI url() {
        return ask.url();
    }

    /** {@return where the answer is from, as it may be shown} */
    public String shown() {
        return ask.shown();
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public HttpHeaders headers() {
        return headers;
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** {@return this, when it is a success} */
    public HttpAnswer orFail() throws PullFailure {
        if (ok()) {
            return this;
        }
        throw failure();
    }

    /** {@return the body, unpacked; reading beyond the size limit fails} */
    public InputStream open() throws IOException {
        InputStream raw = body.open();
        boolean packed =
                header("Content-Encoding").orElse("").toLowerCase(Locale.ROOT).equals("gzip");
        return packed ? new Capped(new GZIPInputStream(new BufferedInputStream(raw)), maxBytes) : raw;
    }

    /** {@return the body as text} */
    public String text() throws PullFailure {
        try (InputStream text = open()) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** {@return the body as JSON} */
    public JsonNode json() throws PullFailure {
        try (InputStream json = open()) {
            return JSON.readTree(json);
        } catch (IOException | JacksonException e) {
            throw unreadable(e);
        }
    }

    /** {@return that the body is not what was asked for} */
    public PullFailure unreadable(Exception cause) {
        return new PullFailure(
                ask.shown() + " answered with something that is not complete JSON"
                        + header("Content-Type")
                                .filter(type -> type.matches("[A-Za-z0-9/.+;=\\- ]{1,80}"))
                                .map(type -> " (" + type + ")")
                                .orElse("")
                        + ".",
                "Check that the URL is that of the API, not of a page for people; if it is, try again later.",
                cause);
    }

    /** {@return what an answer that is no success means} */
    public PullFailure failure() {
        String who = ask.shown() + " answered " + status;
        return switch (status) {
            case 407 ->
                new PullFailure(
                        "The web proxy between us and " + ask.url().getHost()
                                + " asks for a name and a password (407).",
                        "That is not supported. Ask whoever keeps the proxy to let this machine through to that host.");
            case 401 ->
                new PullFailure(
                        who + ": it does not accept the credentials.",
                        "Check the key and secret, and whether they have expired; ask the vendor for new ones if so.");
            case 403 ->
                new PullFailure(
                        who + ": the credentials are good, but do not allow this.",
                        "Ask the vendor to grant this permission to the key.");
            case 404 ->
                new PullFailure(
                        who + ": there is nothing at this address.", "Check the URL with the vendor's documentation.");
            default ->
                new PullFailure(
                        who + ", which is not what was expected.",
                        "Try again later; if it stays, ask the vendor with the time of the request.");
        };
    }

    /** Ends the reading of what unpacks beyond all measure. */
    private static final class Capped extends FilterInputStream {

        private long left;

        Capped(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("The answer is larger than allowed");
            }
        }
    }
}
