package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.workbench.AskedQuestion;
import org.yearbook.dashboard.workbench.AskedQuestion.Asked;
import org.yearbook.dashboard.workbench.Questions;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;

/** Answers of the workbench on disk: who can read them there, and when they go. */
class KeptAnswersTest {

    @TempDir
    Path folder;

    @Test
    void anAnswerThatNobodyLooksAtGoesAfterHalfAnHourAndItsFileWithIt() throws IOException {
        SamplePublication sample = SamplePublication.in(folder);
        AnalystFile.write(sample.home());
        var clock = new HandClock();
        TestServer server = TestServer.start(sample, true, clock);
        try {
            Person person =
                    server.running().bean(People.class).bySignIn("demo-admin").orElseThrow();
            var questions = server.running().bean(Questions.class);
            String id = asked(questions, person).id();
            assertThat(files(sample.home())).hasSize(1);
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(sample.home().state())))
                    .isEqualTo("rwx------");
            clock.pass(Duration.ofMinutes(29));
            assertThat(questions.find(person, id)).as("looked at in time").isPresent();
            clock.pass(Duration.ofMinutes(29));
            assertThat(questions.find(person, id)).as("looked at once more").isPresent();
            clock.pass(Duration.ofMinutes(31));
            assertThat(questions.find(person, id)).isEmpty();
            assertThat(files(sample.home())).isEmpty();
        } finally {
            server.close();
        }
    }

    private static AskedQuestion asked(Questions questions, Person person) {
        AskedQuestion question = questions.ask(
                person, "a session", new Asked(Audience.ANALYST, "select * from dim_school_year", Map.of()));
        for (int i = 0; i < 300 && question.spool().isEmpty(); i++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(question.spool()).isPresent();
        return question;
    }

    private static List<Path> files(DistrictHome home) throws IOException {
        try (Stream<Path> found = Files.walk(home.state().resolve("answers"))) {
            return found.filter(Files::isRegularFile).toList();
        }
    }
}
