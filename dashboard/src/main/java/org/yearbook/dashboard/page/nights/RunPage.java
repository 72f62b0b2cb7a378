package org.yearbook.dashboard.page.nights;

import java.util.List;
import org.yearbook.warehouse.run.NotTaken;

/**
 * One run of a night, as its page shows it.
 *
 * @param refresh whether it took in what is refreshed more often than nightly, and nothing else
 * @param finding how it ended, in a sentence
 * @param doing what somebody should do now, in sentences; empty when nothing
 * @param ended empty while it runs
 * @param publication what came of it, in words
 * @param balance what became of all delivered rows, in a sentence; empty before it is known
 * @param sources one line a source
 * @param stages with bars
 * @param warnings empty for whoever is not told them
 */
record RunPage(
        String id,
        String night,
        boolean refresh,
        String finding,
        List<String> doing,
        String began,
        String ended,
        String publication,
        List<FileLine> held,
        String balance,
        List<SourceLine> sources,
        List<FileLine> files,
        List<StageLine> stages,
        List<StepLine> steps,
        List<String> warnings) {

    RunPage {
        doing = List.copyOf(doing);
        held = List.copyOf(held);
        sources = List.copyOf(sources);
        files = List.copyOf(files);
        stages = List.copyOf(stages);
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /** {@return how many files were held back and sources were not pulled, in words} */
    public String notTaken() {
        return NotTaken.of(held, FileLine::source, FileLine::file).words();
    }

    /** Where the rows of one file went. */
    record FileLine(
            String source,
            String file,
            String came,
            String reason,
            String whatToDo,
            String delivered,
            String loaded,
            String quarantined,
            String duplicate,
            boolean balances) {}

    /** Where the rows of one source went; {@code files} says how many there are and how many came that night. */
    record SourceLine(
            String source,
            String files,
            String delivered,
            String loaded,
            String quarantined,
            String duplicate,
            boolean balances) {}

    /**
     * One stage.
     *
     * @param state done, now, later, or broken where a run ended in it
     * @param time how long it took or takes so far; empty of a stage to come
     * @param usual how long it took in the middle of former nights; empty when unknown
     * @param share of the longest stage, in percent, for a bar
     */
    record StageLine(String words, String state, String time, String usual, String share) {

        /** {@return a sign that says what the colour says} */
        public String mark() {
            return switch (state) {
                case "done" -> "✓";
                case "now" -> "▶";
                case "broken" -> "✕";
                default -> "○";
            };
        }

        /** {@return the state as people say it} */
        public String said() {
            return switch (state) {
                case "done" -> "done";
                case "now" -> "under way";
                case "broken" -> "not finished";
                default -> "to come";
            };
        }
    }

    /** One piece of work. */
    record StepLine(String step, String source, String rows, String seconds) {}

    /**
     * A night that is at work right now.
     *
     * @param expected when it may be done, in a sentence
     * @param late that something takes longer than ever, in a sentence; empty otherwise
     */
    record Live(
            String id,
            String title,
            String since,
            String rows,
            String last,
            String expected,
            String late,
            List<StageLine> stages) {

        Live {
            stages = List.copyOf(stages);
        }
    }

    /**
     * One run in the list.
     *
     * @param readable whether there is more to show than that it was
     */
    record Line(
            String id,
            String night,
            String began,
            String took,
            String tone,
            String mark,
            String status,
            String rows,
            boolean readable) {}
}
