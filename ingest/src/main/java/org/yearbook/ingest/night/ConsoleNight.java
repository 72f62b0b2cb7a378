package org.yearbook.ingest.night;

import java.io.PrintWriter;
import java.util.Locale;
import org.yearbook.ingest.land.HeldBack;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.RunStep;
import org.yearbook.warehouse.run.NotTaken;

/**
 * Tells a night on the terminal: large and slow pieces of work as they end, the many small ones together when their
 * stage does.
 */
final class ConsoleNight implements NightListener {

    private static final long MANY_ROWS = 250_000;
    private static final double LONG = 1.0;

    private final PrintWriter terminal;
    private final boolean everyStep;
    private String stage = "";
    private String publication = "";
    private long pieces;
    private long rows;
    private long began = System.nanoTime();

    /** With {@code everyStep}, nothing is told together. */
    ConsoleNight(PrintWriter terminal, boolean everyStep) {
        this.terminal = terminal;
        this.everyStep = everyStep;
    }

    @Override
    public synchronized void done(RunStep step) {
        String now = step.step().replaceAll(" (\\d{4}-\\d{2}|all|unknown)$", "");
        if (!now.equals(stage)) {
            endStage();
            stage = now;
        }
        pieces++;
        rows += step.rows();
        if (everyStep || step.rows() >= MANY_ROWS || step.seconds() >= LONG) {
            terminal.printf(
                    Locale.ROOT,
                    "      %-38s %,14d rows  %6.1f s%n",
                    onOneLine((step.step() + " " + step.source()).strip()),
                    step.rows(),
                    step.seconds());
            terminal.flush();
        }
    }

    private void endStage() {
        if (pieces > 1 && !everyStep) {
            double seconds = (System.nanoTime() - began) / 1e9;
            terminal.printf(
                    Locale.ROOT, "  %-42s %,14d rows  %6.1f s%n", stage + " (" + pieces + " in all)", rows, seconds);
            terminal.flush();
        }
        pieces = 0;
        rows = 0;
        began = System.nanoTime();
    }

    @Override
    public synchronized void say(String sentence) {
        terminal.println(onOneLine(sentence));
        terminal.flush();
    }

    /** Names of files and columns come from outside: none of them begins a line of its own or moves the pen. */
    private static String onOneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    public synchronized void inForce(Publication now) {
        publication = now.id();
    }

    /** {@return the publication that the night brought into force, however it ended; empty when none} */
    synchronized String publication() {
        return publication;
    }

    void ended(NightOutcome outcome) {
        endStage();
        if (outcome instanceof NightOutcome.Published published) {
            NotTaken missing = NotTaken.of(published.held(), HeldBack::source, HeldBack::file);
            say("Published " + published.publication().id() + ", as of "
                    + published.publication().asOf() + "." + (missing.none() ? "" : " " + missing.words() + "."));
        } else if (outcome instanceof NightOutcome.NothingPublished nothing) {
            say(nothing.reason());
        } else if (outcome instanceof NightOutcome.NothingNew nothing) {
            say(nothing.reason());
        } else if (outcome instanceof NightOutcome.Busy busy) {
            say(busy.reason());
        }
    }
}
