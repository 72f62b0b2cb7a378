package org.yearbook.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.home.HomeException;

/** Faults as the log tells them. */
class QuietFaultTest {

    private static final String VALUE = "Could not convert string 'Maria Lopez' to INT32";

    @Test
    void theWordsOfADatabaseAreLeftOutHoweverDeepTheyStand() {
        var fault = new IllegalStateException(new HomeException("The list cannot be read", new SQLException(VALUE)));
        fault.addSuppressed(new RuntimeException(VALUE));
        assertThat(QuietFault.of(fault))
                .startsWith("java.lang.IllegalStateException" + System.lineSeparator() + "\tat "
                        + getClass().getName())
                .contains("Beside it: java.lang.RuntimeException" + System.lineSeparator())
                .contains("Caused by: org.yearbook.warehouse.home.HomeException: The list cannot be read")
                .contains("Caused by: java.sql.SQLException" + System.lineSeparator())
                .doesNotContain("Maria");
    }

    @Test
    void wordsOfOursThatHandOnThoseOfADatabaseLoseThatPart() {
        var fault = new HomeException("DuckDB refused: " + VALUE, new IllegalStateException(new SQLException(VALUE)));
        assertThat(QuietFault.of(fault))
                .contains("HomeException: DuckDB refused: (left out)")
                .doesNotContain("Maria");
    }

    @Test
    void theFileSystemSaysWhatIsWrongAndACircleOfCausesEnds() {
        assertThat(QuietFault.of(new IOException("No space left on device"))).contains(": No space left on device");
        var one = new RuntimeException("one");
        one.initCause(new RuntimeException("two", one));
        assertThat(QuietFault.of(one).lines().filter(line -> !line.startsWith("\t")))
                .hasSize(2);
    }
}
