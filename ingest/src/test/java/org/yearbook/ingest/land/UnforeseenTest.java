package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.warehouse.engine.EngineException;

/** Whatever is thrown while a file is read costs that file, and neither the others nor a word of its contents. */
class UnforeseenTest {

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() {
        landing = new TestLanding(folder.resolve("home"));
    }

    /** Lands the inbox; reading some files ends as no reader should. */
    private LandingResult breaking(String... files) {
        return landing.look((file, source, rows, took) -> {
            if (List.of(files).contains(file)) {
                throw new IllegalStateException("no place for Quandt, Ximena");
            }
        });
    }

    private void roster() {
        landing.zip(
                "roster.zip",
                "manifest.csv",
                "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.academicSessions,bulk\n"
                        + "file.orgs,bulk\nfile.demographics,bulk\n",
                "academicSessions.csv",
                "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
                        + "y,,,2025-26,schoolYear,2025-07-01,2026-06-30,,2026\n",
                "orgs.csv",
                "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,North,school,0101,\n",
                "demographics.csv",
                "sourcedId,status,dateLastModified,birthDate,sex\nu1,,,2015-04-05,female\n");
    }

    @Test
    void theOtherFilesOfTheNightAreTaken() {
        landing.drop("trainings-2024-25.csv", ArchiveTest.TRAINING);
        landing.drop("trainings-2025-26.csv", ArchiveTest.TRAINING);
        LandingResult result = breaking("trainings-2024-25.csv");
        assertThat(result.fresh()).extracting(LandedFile::file).containsExactly("trainings-2025-26.csv");
        assertThat(result.held()).singleElement().satisfies(held -> {
            assertThat(held.file()).isEqualTo("trainings-2024-25.csv");
            assertThat(held.source()).isEqualTo("Training");
            assertThat(held.reason())
                    .startsWith("The file could not be read, for a reason that nobody foresaw (IllegalStateException in"
                            + " UnforeseenTest.java, line ")
                    .doesNotContain("Quandt");
            assertThat(held.whatToDo())
                    .contains("Tell whoever keeps Yearbook running")
                    .doesNotContain("Quandt");
        });
        landing.land().acknowledge(result);
        assertThat(landing.home.inbox().resolve(".held/2026-05-15/trainings-2024-25.csv"))
                .exists();

        landing.drop("trainings-2024-25.csv", ArchiveTest.TRAINING);
        assertThat(landing.night().fresh()).hasSize(1);
    }

    @Test
    void aBundleIsTakenWholeButForWhatItCanDoWithout() {
        roster();
        LandingResult result = breaking("roster.zip!demographics.csv");
        assertThat(result.held()).extracting(HeldBack::file).containsExactly("roster.zip!demographics.csv");
        assertThat(result.fresh())
                .extracting(LandedFile::file)
                .containsExactlyInAnyOrder("roster.zip!academicSessions.csv", "roster.zip!orgs.csv");
    }

    @Test
    void ofABundleThatCannotDoWithoutItNothingIsTaken() {
        roster();
        LandingResult result = breaking("roster.zip!orgs.csv");
        assertThat(result.fresh()).isEmpty();
        assertThat(result.held())
                .extracting(HeldBack::file)
                .containsExactlyInAnyOrder(
                        "roster.zip!orgs.csv", "roster.zip!academicSessions.csv", "roster.zip!demographics.csv");
        assertThat(landing.night().fresh()).hasSize(3);
    }

    static Stream<RuntimeException> ofTheMachine() {
        return Stream.of(
                new UncheckedIOException(new IOException("No space left on device")),
                new DataAccessException("Out of Memory Error"),
                new EngineException(
                        "DuckDB refused a statement", new SQLException("IO Error: No space left on device")));
    }

    @ParameterizedTest
    @MethodSource("ofTheMachine")
    void aDiskOrAnEngineThatFailsIsNotTheFilesFault(RuntimeException failure) {
        assertThatThrownBy(() -> Unforeseen.in(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }
}
