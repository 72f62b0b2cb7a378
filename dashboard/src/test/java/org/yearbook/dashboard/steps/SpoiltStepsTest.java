package org.yearbook.dashboard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;

/** A district's steps of mending, spoilt: read, or refused in a sentence; no link leads elsewhere than by https. */
class SpoiltStepsTest {

    private static final Spoilt YAML =
            new Spoilt(": :~ -~ [ ] { } &a~ *a | ' \" # ?~ javascript: data: https:// any links:");

    @Test
    void stepsAreReadOrRefused() throws IOException {
        String shipped;
        try (InputStream in = Objects.requireNonNull(StepFile.class.getResourceAsStream("/fix-steps.yaml"))) {
            shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String whole =
                shipped.substring(0, 4_000) + "\nlinks:\n  powerschool: {issue: \"https://sis.example/{key}\"}\n";
        Fuzzing.each(200, random -> {
            try {
                StepFile file = StepFile.read("steps.yaml", YAML.text(whole, random));
                assertThat(file.links().values())
                        .allSatisfy(links ->
                                assertThat(links.values()).allMatch(address -> address.startsWith("https://")));
            } catch (StepException e) {
                assertThat(e.getMessage()).startsWith("steps.yaml");
            }
        });
    }
}
