package org.yearbook.dashboard.api;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** What can be wrong with a call. The codes are part of the contract: programs may decide by them. */
public enum Trouble {
    NO_TOKEN(HttpStatus.UNAUTHORIZED, "A token is missing"),
    TOKEN_NOT_VALID(HttpStatus.UNAUTHORIZED, "The token opens nothing"),
    TOKEN_IN_ADDRESS(HttpStatus.BAD_REQUEST, "A token does not belong in an address"),
    SCOPE_MISSING(HttpStatus.FORBIDDEN, "The token is not for this"),
    NOT_FOR_YOU(HttpStatus.FORBIDDEN, "Your role does not open this"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
    ONLY_READ(HttpStatus.METHOD_NOT_ALLOWED, "The API is for reading"),
    BAD_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter makes no sense"),
    NOT_JSON(HttpStatus.NOT_ACCEPTABLE, "The answer is JSON"),
    OTHER_PUBLICATION(HttpStatus.CONFLICT, "A newer night was published"),
    NOT_KNOWN(HttpStatus.CONFLICT, "The data does not tell"),
    TOO_MANY_CALLS(HttpStatus.TOO_MANY_REQUESTS, "Too many calls"),
    NOTHING_PUBLISHED(HttpStatus.SERVICE_UNAVAILABLE, "Nothing is published yet"),
    STILL_WORKING(HttpStatus.SERVICE_UNAVAILABLE, "The answer is being worked out"),
    BUSY(HttpStatus.SERVICE_UNAVAILABLE, "Too many calls at once"),
    BROKEN(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side");

    private final HttpStatus status;
    private final String title;

    Trouble(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** {@return the name in the type of a problem} */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
