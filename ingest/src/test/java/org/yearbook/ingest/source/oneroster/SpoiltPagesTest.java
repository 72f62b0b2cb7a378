package org.yearbook.ingest.source.oneroster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;
import org.yearbook.ingest.source.http.Answers;
import org.yearbook.ingest.source.pull.PullFailure;

/** Pages of a OneRoster service, spoilt: read whole, or refused in a sentence that repeats nothing of them. */
class SpoiltPagesTest {

    private static final String NOBODY = "Quixotekin";
    private static final Spoilt JSON =
            new Spoilt("{ } [ ] : , \" \\ \\u00 \\ud800 null true {\"a\": [[ \"users\": - 1e5 /* //");
    private static final String PAGE = """
            {"users": [
              {"sourcedId": "u1", "status": "active", "familyName": "%s", "orgs": [{"href": "o1", "sourcedId": "o1"}],
               "grades": ["05"], "metadata": {"a": [1, 2.5, null, true]}},
              {"sourcedId": "u2", "status": "tobedeleted", "familyName": "%s \\u00e9", "identifier": 17}
            ], "more": {"x": []}}
            """.formatted(NOBODY, NOBODY);

    @Test
    void aPageIsReadOrRefused() {
        var read = new AtomicInteger();
        var refused = new AtomicInteger();
        Fuzzing.each(500, random -> {
            byte[] whole = PAGE.getBytes(StandardCharsets.UTF_8);
            byte[] page = random.nextBoolean()
                    ? JSON.bytes(whole, random)
                    : JSON.text(PAGE, random).getBytes(StandardCharsets.UTF_8);
            List<String> objects = new ArrayList<>();
            try {
                var pass = new Pass();
                pass.add(new PageFile(Answers.of(page), "users"));
                for (PageFile kept : pass.pages()) {
                    kept.each(object -> objects.add(object.toString()));
                }
                read.incrementAndGet();
            } catch (PullFailure failure) {
                refused.incrementAndGet();
                assertThat(failure.getMessage()).isNotBlank().doesNotContain(NOBODY);
            }
        });
        if (!Fuzzing.alone()) {
            assertThat(read.get()).isPositive();
            assertThat(refused.get()).isPositive();
        }
    }
}
