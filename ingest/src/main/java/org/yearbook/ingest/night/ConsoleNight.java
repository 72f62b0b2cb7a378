package org.yearbook.ingest.night;

import java.io.PrintWriter;
import java.util.Locale;
import org.yearbook.warehouse.publish.RunStep;

/** Tells a night on the terminal: each step with its rows and its time. */
final class ConsoleNight implements NightListener {

    private final PrintWriter terminal;

    ConsoleNight(PrintWriter terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void done(RunStep step) {
        terminal.printf(
                Locale.ROOT, "%8.1f s %,13d rows  %s %s%n", step.seconds(), step.rows(), step.step(), step.source());
        terminal.flush();
    }

    @Override
    public synchronized void say(String sentence) {
        terminal.println(sentence);
        terminal.flush();
    }

    void ended(NightOutcome outcome) {
        if (outcome instanceof NightOutcome.Published published) {
            say("Published " + published.publication().id() + ", as of "
                    + published.publication().asOf() + "."
                    + (published.held().isEmpty()
                            ? ""
                            : " " + published.held().size() + " delivered file(s) were held back."));
        } else if (outcome instanceof NightOutcome.NothingPublished nothing) {
            say(nothing.reason());
        }
    }
}
