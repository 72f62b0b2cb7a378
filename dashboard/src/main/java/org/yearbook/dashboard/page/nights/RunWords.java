package org.yearbook.dashboard.page.nights;

import java.util.List;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.run.NotTaken;
import org.yearbook.warehouse.run.Run;
import org.yearbook.warehouse.run.Run.Came;

/** How a run stands, in words. */
final class RunWords {

    private RunWords() {}

    /** {@return the state in a few words, for a list} */
    static String status(Run run, boolean inForce) {
        return switch (run.state()) {
            case RUNNING -> "Running now";
            case PUBLISHED -> "Published";
            case PUBLISHED_IN_PART -> "Published, " + missing(run).words();
            case NOTHING ->
                missing(run).none()
                        ? "Nothing new to publish"
                        : "Nothing published, " + missing(run).words();
            case FAILED -> published(run, inForce) ? "Published, then failed" : "Failed, nothing published";
            case DIED -> published(run, inForce) ? "Published, then cut off" : "Cut off before it was done";
            case ONLY_KNOWN -> "Done";
        };
    }

    /** {@return night or refresh} */
    static String what(Run run) {
        return run.refresh() ? "refresh" : "night";
    }

    /** {@return the style class that colours the state} */
    static String tone(Run run) {
        return switch (run.state()) {
            case PUBLISHED -> "met";
            case PUBLISHED_IN_PART, RUNNING -> "near";
            case NOTHING -> missing(run).none() ? "none" : "not-met";
            case FAILED, DIED -> "not-met";
            case ONLY_KNOWN -> "none";
        };
    }

    static String mark(Run run) {
        return switch (tone(run)) {
            case "met" -> "✓";
            case "near" -> run.state() == Run.State.RUNNING ? "▶" : "≈";
            case "not-met" -> "✕";
            default -> "–";
        };
    }

    /** {@return how it went, in a sentence} */
    static String finding(Run run, boolean inForce) {
        String what = what(run);
        String took = Numbers.seconds(run.took().toMillis() / 1000.0);
        return switch (run.state()) {
            case RUNNING -> "This " + what + " is running now.";
            case PUBLISHED -> "Everything that was delivered is published, " + took + " after the " + what + " began.";
            case PUBLISHED_IN_PART ->
                "Published " + took + " after the " + what + " began, but "
                        + missing(run).words()
                        + ": there the numbers stand on what was delivered before.";
            case NOTHING ->
                run.refresh() ? run.words() : nothing(missing(run)) + " The numbers of the night before stay in force.";
            case FAILED ->
                published(run, inForce)
                        ? "This " + what + " published its numbers and failed afterwards, " + took + " after it began."
                        : "This " + what + " failed after " + took
                                + " and published nothing. The numbers of the night before stay in force.";
            case DIED ->
                "This " + what + " was cut off: its process ended without a word, " + took
                        + " after it began at the earliest.";
            case ONLY_KNOWN ->
                "This " + what
                        + " is done. Its record is no longer kept, or an earlier release of Yearbook ran it, which kept"
                        + " no more than that.";
        };
    }

    /** {@return what to do about it; nothing when it went well} */
    static List<String> doing(Run run, boolean inForce) {
        return switch (run.state()) {
            case FAILED ->
                List.of(
                        run.words(),
                        (published(run, inForce)
                                        ? standing(inForce) + " What was delivered may still be in the inbox"
                                        : "What was delivered is still in the inbox")
                                + ": correct the cause, then run the night again. For whoever keeps Yearbook running,"
                                + " the whole story stands in runs/last-failure.txt of the home.");
            case DIED ->
                List.of(
                        "It was stopped, ran out of memory, or the machine went off. "
                                + (published(run, inForce)
                                        ? standing(inForce)
                                        : "Nothing is half done: the numbers of the night before stay in force."),
                        "Run the night again; what was delivered "
                                + (published(run, inForce) ? "may still be in the inbox." : "is still in the inbox."));
            case NOTHING -> missing(run).none() ? List.of() : List.of(run.words());
            case RUNNING, PUBLISHED, PUBLISHED_IN_PART, ONLY_KNOWN -> List.of();
        };
    }

    /** A record that could not be written once more may lack the publication; the pointer knows it. */
    private static boolean published(Run run, boolean inForce) {
        return inForce || !run.publication().isEmpty();
    }

    private static String standing(boolean inForce) {
        return inForce
                ? "Its numbers are published all the same and in force; only the tidying up is missing."
                : "Its numbers were published all the same; those of another night are in force now.";
    }

    private static NotTaken missing(Run run) {
        return NotTaken.of(run);
    }

    private static String nothing(NotTaken missing) {
        if (missing.none()) {
            return "There was nothing new to publish.";
        }
        return missing.files() == 0
                ? missing.words() + " and nothing else was new, so nothing was published."
                : "Nothing that was delivered could be taken, so nothing was published.";
    }

    static String came(Came came) {
        return switch (came) {
            case TONIGHT -> "Came this night";
            case AGAIN -> "Came again, unchanged";
            case EARLIER -> "From an earlier night";
            case HELD -> "Held back";
        };
    }
}
