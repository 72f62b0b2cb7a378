package org.yearbook.dashboard.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a call was not answered, in the form of RFC 9457.
 *
 * @param type where the kind of problem is explained
 * @param detail what happened and what to do, for a person; never a record of anybody
 */
public record Problem(String type, String title, int status, String detail) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper JSON = new JsonMapper();

    public static Problem of(Trouble trouble, String detail) {
        return new Problem(
                "/api#" + trouble.code(), trouble.title(), trouble.status().value(), detail);
    }

    ResponseEntity<Problem> answer() {
        return ResponseEntity.status(status)
                .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(this);
    }

    /** Answers where no handler was reached. */
    public void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(JSON.writeValueAsBytes(this));
    }
}
