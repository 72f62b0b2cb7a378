package org.yearbook.ingest.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private final SideBySide tables = new SideBySide();

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void whatCameOfEachStandsInTheirOrder() {
        List<Integer> all = IntStream.range(0, 50).boxed().toList();
        assertThat(tables.each(all, number -> number * 2))
                .containsExactlyElementsOf(
                        all.stream().map(number -> number * 2).toList());
    }

    @Test
    void oneThatWaitsKeepsNoOtherWaiting() {
        var second = new CountDownLatch(1);
        assertThat(tables.each(List.of(1, 2), number -> {
                    if (number == 2) {
                        second.countDown();
                        return true;
                    }
                    return waits(second);
                }))
                .containsExactly(true, true);
    }

    private static boolean waits(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatStopsOneIsThrownAsItWasOnceTheOthersHaveEnded() {
        var ended = new AtomicInteger();
        assertThatThrownBy(() -> tables.each(List.of(0, 1, 2, 3), number -> {
                    if (number == 1) {
                        throw new IllegalArgumentException("table 1");
                    }
                    return ended.incrementAndGet();
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table 1");
        assertThat(ended).hasValue(3);
    }

    @Test
    void anErrorIsNoFailureOfTheLake() {
        assertThatThrownBy(() -> tables.each(List.of(1), number -> {
                    throw new NoClassDefFoundError("gone");
                }))
                .isInstanceOf(NoClassDefFoundError.class);
    }
}
