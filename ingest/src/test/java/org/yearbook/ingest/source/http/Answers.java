package org.yearbook.ingest.source.http;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Map;

/** Answers that no server gave. */
public final class Answers {

    private static final long MOST = 1 << 24;

    private Answers() {}

    /** {@return a success with that body} */
    public static HttpAnswer of(byte[] body) {
        return new HttpAnswer(
                HttpAsk.json(URI.create("https://sis.example.org/ims/oneroster/v1p1/users")),
                200,
                HttpHeaders.of(Map.of(), (name, value) -> true),
                () -> new ByteArrayInputStream(body),
                MOST);
    }
}
