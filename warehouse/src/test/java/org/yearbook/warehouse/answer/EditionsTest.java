package org.yearbook.warehouse.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.home.DistrictHome;

class EditionsTest {

    private static final String FIRST = "20260515T020000-a";
    private static final String SECOND = "20260516T020000-b";

    @TempDir
    Path folder;

    private SamplePublication sample;

    @BeforeEach
    void publish() {
        sample = SamplePublication.in(folder);
    }

    private static String publication(Editions editions) {
        return editions.ask(answers -> answers.edition().publication());
    }

    @Test
    void whoeverFindsNoReaderInTimeIsToldSoAndIsAnsweredWhenOneIsFree() throws Exception {
        try (var editions = new Editions(sample.home(), 10, 1, Duration.ofMillis(20))) {
            var reading = new CountDownLatch(1);
            var enough = new CountDownLatch(1);
            var slow = Executors.newSingleThreadExecutor();
            var asked = slow.submit(() -> editions.ask(answers -> {
                reading.countDown();
                await(enough);
                return answers.years();
            }));
            await(reading);
            assertThatThrownBy(() -> publication(editions))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("Ask again");
            enough.countDown();
            assertThat(asked.get(1, TimeUnit.MINUTES)).isNotEmpty();
            assertThat(publication(editions)).isEqualTo(FIRST);
            slow.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLongAnswerTakesNoReaderFromTheShortOnes() {
        try (var editions = new Editions(sample.home(), 10, 1, Duration.ofMillis(20))) {
            String found = editions.askAtLength(answers -> publication(editions));
            assertThat(found).isEqualTo(FIRST);
        }
    }

    @Test
    void whoeverLooksOpensThePublicationInForceBeforeAnybodyAsks() throws Exception {
        var asking = Executors.newSingleThreadExecutor();
        try (var editions = new Editions(sample.home(), 10, 2)) {
            editions.look();
            sample.publish(SECOND, "2026-05-16", Map.of());
            editions.look();
            editions.opening.lock();
            assertThat(asking.submit(() -> publication(editions)).get(1, TimeUnit.MINUTES))
                    .as("it is not opened for whoever asks")
                    .isEqualTo(SECOND);
            editions.opening.unlock();
        } finally {
            asking.shutdownNow();
        }
        try (var editions = new Editions(new DistrictHome(folder.resolve("nowhere")), 10, 1)) {
            editions.look();
        }
    }

    @Test
    void whileANewPublicationIsBeingOpenedOthersAreAnsweredByTheOldOne() throws Exception {
        try (var editions = new Editions(sample.home(), 10, 2)) {
            assertThat(publication(editions)).isEqualTo(FIRST);
            sample.publish(SECOND, "2026-05-16", Map.of());
            var other = Executors.newSingleThreadExecutor();
            editions.opening.lock();
            try {
                assertThat(other.submit(() -> publication(editions)).get(1, TimeUnit.MINUTES))
                        .isEqualTo(FIRST);
            } finally {
                editions.opening.unlock();
                other.shutdownNow();
            }
            assertThat(publication(editions)).isEqualTo(SECOND);
        }
    }

    @Test
    void whoWaitedForAnotherToOpenReadsWhatIsInForceByThen() throws Exception {
        try (var editions = new Editions(sample.home(), 10, 2)) {
            var other = Executors.newSingleThreadExecutor();
            editions.opening.lock();
            try {
                var asked = other.submit(() -> publication(editions));
                while (!editions.opening.hasQueuedThreads() && !asked.isDone()) {
                    Thread.onSpinWait();
                }
                sample.publish(SECOND, "2026-05-16", Map.of());
                editions.opening.unlock();
                assertThat(asked.get(1, TimeUnit.MINUTES)).isEqualTo(SECOND);
            } finally {
                if (editions.opening.isHeldByCurrentThread()) {
                    editions.opening.unlock();
                }
                other.shutdownNow();
            }
        }
    }

    @Test
    void whatDoesNotOpenAfterAStartIsStoodInForByTheNightBefore() throws Exception {
        sample.publish(SECOND, "2026-05-16", Map.of());
        Path broken = sample.home().publications().resolve(SECOND).resolve("internal.duckdb");
        byte[] whole = Files.readAllBytes(broken);
        Files.write(broken, new byte[100]);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            assertThat(editions.standIn()).isEmpty();
            assertThat(publication(editions)).isEqualTo(FIRST);
            assertThat(publication(editions)).isEqualTo(FIRST);
            assertThat(editions.standIn().map(Edition::publication)).contains(FIRST);
            Files.write(broken, whole);
            assertThat(publication(editions)).isEqualTo(SECOND);
            assertThat(editions.standIn()).isEmpty();
        }
        Files.write(broken, new byte[100]);
        Files.write(sample.home().publications().resolve(FIRST).resolve("internal.duckdb"), new byte[100]);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            assertThatThrownBy(() -> publication(editions)).isInstanceOf(EngineException.class);
        }
    }
}
