package org.yearbook.ingest.source.google;

import java.util.Locale;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/** Reads what Google's answers say of errors. Their texts are judged, never repeated: they can name people. */
final class GoogleErrors {

    private GoogleErrors() {}

    /** {@return the error word of an answer about tokens, such as {@code invalid_grant}; empty when it has none} */
    static String word(HttpAnswer answer) {
        String error = body(answer, "/error");
        return error.matches("[a-z_]{1,40}") ? error : "";
    }

    /** {@return whether an answer says that the data of its date is not there yet} */
    static boolean notYet(HttpAnswer answer) {
        return answer.status() == 400
                && body(answer, "/error/message").matches("(?is).*(later than|not yet available|not available).*");
    }

    /** {@return whether an answer says that its page token cannot be used, or not any longer} */
    static boolean pageTokenRefused(HttpAnswer answer) {
        return (answer.status() == 400 || answer.status() == 410)
                && body(answer, "/error").toLowerCase(Locale.ROOT).matches("(?s).*(page ?token|pagination).*");
    }

    private static String body(HttpAnswer answer, String pointer) {
        try {
            JsonNode at = answer.json().at(pointer);
            return at.isContainer() ? at.toString() : at.asString("");
        } catch (PullFailure e) {
            return "";
        }
    }
}
