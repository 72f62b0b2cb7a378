package org.yearbook.warehouse.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {

    private final AtomicInteger reads = new AtomicInteger();

    private List<Integer> rows(int size) {
        reads.incrementAndGet();
        return Collections.nCopies(size, 1);
    }

    @Test
    void aQuestionIsReadOnceAndOneOfAnotherScopeIsAnother() {
        var kept = new KeptAnswers(100);
        for (int i = 0; i < 2; i++) {
            kept.of(List.of("rows", new Scope.District()), () -> rows(3));
            kept.of(List.of("rows", new Scope.Schools(java.util.Set.of("0101"))), () -> rows(2));
        }
        assertThat(reads).hasValue(2);
    }

    @Test
    void noMoreRowsAreKeptThanMayAndThoseAskedForLatelyStay() {
        var kept = new KeptAnswers(30);
        kept.of("hot", () -> rows(9));
        for (int i = 0; i < 20; i++) {
            kept.of(i, () -> rows(9));
            kept.of("hot", () -> rows(9));
            assertThat(kept.rows()).isLessThanOrEqualTo(30);
        }
        assertThat(reads).hasValue(21);
        kept.of("more than all", () -> rows(31));
        assertThat(kept.rows()).isLessThanOrEqualTo(30);
    }

    @Test
    void longQuestionsTakeThePlaceOfRows() {
        var kept = new KeptAnswers(30);
        for (int i = 0; i < 20; i++) {
            kept.of(List.of("x".repeat(6000), i), () -> rows(0));
        }
        kept.of(List.of("x".repeat(6000), 19), () -> rows(0));
        assertThat(reads).hasValue(20);
        kept.of(List.of("x".repeat(6000), 0), () -> rows(0));
        assertThat(reads).hasValue(21);
    }

    @Test
    void whatFailedIsReadAgain() {
        var kept = new KeptAnswers(10);
        assertThatThrownBy(() -> kept.of("one", () -> {
                    throw new IllegalStateException("cut short");
                }))
                .hasMessage("cut short");
        assertThat(kept.of("one", () -> rows(1))).hasSize(1);
    }

    @Test
    void whoAsksTheSameAtOnceWaitsForTheFirst() throws Exception {
        var kept = new KeptAnswers(10);
        var reading = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(2);
        var first = pool.submit(() -> kept.of("one", () -> {
            reading.countDown();
            await(enough);
            return rows(2);
        }));
        await(reading);
        var second = pool.submit(() -> kept.of("one", () -> rows(3)));
        enough.countDown();
        assertThat(first.get(1, TimeUnit.MINUTES)).hasSize(2);
        assertThat(second.get(1, TimeUnit.MINUTES)).hasSize(2);
        assertThat(reads).hasValue(1);
        pool.shutdownNow();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
