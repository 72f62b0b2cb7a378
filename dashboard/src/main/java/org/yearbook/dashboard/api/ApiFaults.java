package org.yearbook.dashboard.api;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.yearbook.warehouse.answer.BusyException;
import org.yearbook.warehouse.answer.NoPublicationException;

/** Tells programs what pages tell people; never how the server is built. */
@RestControllerAdvice(basePackageClasses = ApiFaults.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiFaults {

    private static final Logger LOG = LoggerFactory.getLogger(ApiFaults.class);
    private static final int RETRY_SECONDS = 5;

    @ExceptionHandler(ApiException.class)
    ResponseEntity<Problem> known(ApiException fault, HttpServletResponse response) {
        ResponseEntity<Problem> answer = answer(fault.problem(), response);
        return fault.retrySeconds() == 0
                ? answer
                : ResponseEntity.status(answer.getStatusCode())
                        .headers(answer.getHeaders())
                        .header(HttpHeaders.RETRY_AFTER, String.valueOf(fault.retrySeconds()))
                        .body(answer.getBody());
    }

    @ExceptionHandler(NoPublicationException.class)
    ResponseEntity<Problem> nothingPublished(HttpServletResponse response) {
        return answer(
                Problem.of(
                        Trouble.NOTHING_PUBLISHED,
                        "No night has published anything yet. Ask again after the first night."),
                response);
    }

    @ExceptionHandler(BusyException.class)
    ResponseEntity<Problem> busy(HttpServletResponse response) {
        return known(
                ApiException.later(
                        Trouble.BUSY, "Other questions are being answered. Ask again in a few seconds.", RETRY_SECONDS),
                response);
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ResponseEntity<Problem> mistyped(MethodArgumentTypeMismatchException fault, HttpServletResponse response) {
        return answer(
                Problem.of(
                        Trouble.BAD_PARAMETER,
                        "The parameter " + fault.getName()
                                + " cannot be read. The description says what it may be: /api/v1/openapi.yaml."),
                response);
    }

    @ExceptionHandler(HttpMediaTypeNotAcceptableException.class)
    ResponseEntity<Problem> notJson(HttpServletResponse response) {
        return answer(
                Problem.of(Trouble.NOT_JSON, "Ask with the header Accept: application/json, or without one."),
                response);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Problem> broken(Exception fault, HttpServletResponse response) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Fault {}", number, fault);
        return Problem.of(
                        Trouble.BROKEN,
                        "Try again; if it stays so, tell an administrator the number " + number
                                + ", which stands in the server's log.")
                .answer();
    }

    /** What was said of an answer before it failed, such as its mark, does not hold of the problem. */
    private static ResponseEntity<Problem> answer(Problem problem, HttpServletResponse response) {
        response.reset();
        return problem.answer();
    }
}
