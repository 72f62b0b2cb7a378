package org.yearbook.dashboard.api;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.fingerprint.Sha256;

/**
 * Answers out of the publication in force. What is the same until the next publication carries a mark, and whoever
 * brings the mark back is told that nothing changed. The mark is also of the person's role and places, and of this
 * start of the server, for another release or other settings may tell more.
 */
@Component
public class Published {

    /** Programs ask much at once; so many of the readers at most, for people wait for the others. */
    private static final int READERS = 2;

    /** A call that waits holds a thread of the server, and people on the pages need these too. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int RETRY_SECONDS = 5;

    /** How many digits of a fingerprint a mark has. */
    private static final int MARK = 24;

    private final Editions editions;
    private final Semaphore seats = new Semaphore(READERS, true);
    private final String start;

    Published(Editions editions, Clock clock) {
        this.editions = editions;
        this.start = clock.instant().toString();
    }

    /** {@return numbers, or null when the caller has them already} They may be kept by their one reader. */
    public <T> @Nullable T numbers(Person person, ServletWebRequest request, Function<Answers, T> question) {
        return numbers(person, request, answers -> "", question);
    }

    /**
     * {@return as above, where the answer moves by more than the numbers}
     *
     * @param also says what else it depends on
     */
    public <T> @Nullable T numbers(
            Person person, ServletWebRequest request, Function<Answers, String> also, Function<Answers, T> question) {
        return ask(answers -> {
            HttpServletResponse response = response(request);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
            response.setHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
            return request.checkNotModified("W/\"" + mark(answers.edition(), person, also.apply(answers)) + "\"")
                    ? null
                    : question.apply(answers);
        });
    }

    /** {@return what names people, or moves by the minute; nobody keeps it} */
    public <T> T unkept(ServletWebRequest request, Function<Answers, T> question) {
        response(request).setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        return ask(question);
    }

    private <T> T ask(Function<Answers, T> question) {
        if (!seated()) {
            throw ApiException.later(
                    Trouble.BUSY,
                    "Other calls are being answered. Ask again in " + RETRY_SECONDS
                            + " seconds, for larger pages and fewer at a time.",
                    RETRY_SECONDS);
        }
        try {
            return editions.ask(question);
        } finally {
            seats.release();
        }
    }

    private boolean seated() {
        try {
            return seats.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static HttpServletResponse response(ServletWebRequest request) {
        HttpServletResponse response = request.getResponse();
        if (response == null) {
            throw new IllegalStateException("A call has an answer");
        }
        return response;
    }

    private String mark(Edition edition, Person person, String also) {
        String text = String.join(
                "\n",
                start,
                edition.publication(),
                edition.night(),
                person.role().code(),
                String.join(",", new TreeSet<>(person.schools())),
                also);
        return Sha256.of(text).substring(0, MARK);
    }
}
