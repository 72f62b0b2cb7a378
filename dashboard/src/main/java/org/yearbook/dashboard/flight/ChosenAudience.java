package org.yearbook.dashboard.flight;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallInfo;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.RequestContext;
import org.yearbook.warehouse.publish.Audience;

/**
 * Whose file a call asks: what the header {@code audience} says, or {@code catalog}, or the cookie that came of
 * choosing a catalog, or else the person's usual one. One connection sees one file.
 */
final class ChosenAudience implements FlightServerMiddleware {

    static final FlightServerMiddleware.Key<ChosenAudience> KEY = FlightServerMiddleware.Key.of("audience");

    private static final String COOKIE = "audience=";
    private static final List<String> HEADERS = List.of("audience", "catalog");

    private final Optional<String> asked;
    private String chosen = "";

    private ChosenAudience(Optional<String> asked) {
        this.asked = asked;
    }

    /** Reads it from the headers of each call. */
    static final class Factory implements FlightServerMiddleware.Factory<ChosenAudience> {

        @Override
        public ChosenAudience onCallStarted(CallInfo call, CallHeaders headers, RequestContext context) {
            for (String header : HEADERS) {
                String value = headers.get(header);
                if (value != null && !value.isBlank()) {
                    return new ChosenAudience(Optional.of(value.strip()));
                }
            }
            return new ChosenAudience(cookie(headers));
        }

        private static Optional<String> cookie(CallHeaders headers) {
            if (!headers.containsKey("cookie")) {
                return Optional.empty();
            }
            for (String line : headers.getAll("cookie")) {
                for (String part : line.split(";", -1)) {
                    String cookie = part.strip();
                    if (cookie.startsWith(COOKIE)) {
                        String value = cookie.substring(COOKIE.length()).replace("\"", "");
                        return Optional.of(value).filter(text -> !text.isBlank());
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** {@return the audience, if the caller may ask it} */
    Audience of(Caller caller) {
        List<Audience> open = caller.audiences();
        if (asked.isEmpty()) {
            return open.get(0);
        }
        return Audience.labelled(asked.get())
                .filter(open::contains)
                .orElseThrow(() -> CallStatus.UNAUTHORIZED
                        .withDescription("You may ask "
                                + open.stream().map(Audience::label).collect(Collectors.joining(" and "))
                                + ", and no other audience.")
                        .toRuntimeException());
    }

    /** {@return whether later calls of the connection ask this one from now on, as far as the tool keeps cookies} */
    boolean choose(Caller caller, String label) {
        boolean open =
                Audience.labelled(label).filter(caller.audiences()::contains).isPresent();
        if (open) {
            chosen = label;
        }
        return open;
    }

    @Override
    public void onBeforeSendingHeaders(CallHeaders headers) {
        if (!chosen.isEmpty()) {
            headers.insert("set-cookie", COOKIE + chosen);
        }
    }

    @Override
    public void onCallCompleted(CallStatus status) {
        // nothing is held
    }

    @Override
    public void onCallErrored(Throwable fault) {
        // nothing is held
    }
}
