package org.yearbook.dashboard.words;

import java.util.List;
import org.yearbook.warehouse.answer.Standing;

/**
 * A standing as a mark and a word, so that it never depends on colour.
 *
 * @param tone the style class that colours it
 * @param mark one sign
 * @param words what it means
 * @param brief the same in a column that is headed by the goal
 */
public record Standings(String tone, String mark, String words, String brief) {

    public static Standings of(Standing standing) {
        return switch (standing) {
            case MET -> new Standings("met", "✓", "Goal met", "Met");
            case NEAR -> new Standings("near", "≈", "Near goal", "Near");
            case NOT_MET -> new Standings("not-met", "✕", "Goal not met", "Not met");
            case NO_GOAL -> new Standings("none", "–", "No goal set", "No goal");
            case NO_DATA -> new Standings("none", "·", "No data", "No data");
            case SUPPRESSED -> new Standings("none", "*", "Too few to show", "Too few");
        };
    }

    /** {@return how many of the goals are met, in a sentence} */
    public static String headline(List<Standing> standings) {
        long met = count(standings, Standing.MET);
        long near = count(standings, Standing.NEAR);
        long missed = count(standings, Standing.NOT_MET);
        long goals = met + near + missed;
        if (goals == 0) {
            return "No goals are set for this year.";
        }
        var text = new StringBuilder(met + " of " + goals + (goals == 1 ? " goal met" : " goals met"));
        if (near > 0) {
            text.append(", ").append(near).append(" close");
        }
        if (missed > 0) {
            text.append(", ").append(missed).append(" not met");
        }
        return text.append('.').toString();
    }

    private static long count(List<Standing> standings, Standing wanted) {
        return standings.stream().filter(standing -> standing == wanted).count();
    }
}
