package org.yearbook.dashboard.glance;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.definitions.Board;
import org.yearbook.warehouse.answer.Standing;
import org.yearbook.warehouse.answer.Trend;

/**
 * How a board stands in a year.
 *
 * @param numbers how many of its numbers have a value
 * @param standings of those that have one
 * @param mark the worst of them
 */
public record BoardStanding(Board board, int numbers, List<Standing> standings, Standings mark) {

    public BoardStanding {
        standings = List.copyOf(standings);
    }

    /**
     * {@return how it stands}
     *
     * @param trends of the metrics on the board
     */
    public static BoardStanding of(Board board, List<Trend> trends, String year) {
        List<Standing> standings = trends.stream()
                .filter(trend -> trend.reported(year).value() != null)
                .map(trend -> trend.metric()
                        .standing(
                                trend.reported(year),
                                trend.metric().goal(trend.authority(), year, trend.organization())))
                .toList();
        Standing worst = List.of(Standing.NOT_MET, Standing.NEAR, Standing.MET).stream()
                .filter(standings::contains)
                .findFirst()
                .orElse(Standing.NO_GOAL);
        return new BoardStanding(board, standings.size(), standings, Standings.of(worst));
    }

    /** {@return how many of its goals are met; how many numbers it has where none is set} */
    public String words() {
        Map<Standing, Long> counts =
                standings.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long met = counts.getOrDefault(Standing.MET, 0L);
        long goals = met + counts.getOrDefault(Standing.NEAR, 0L) + counts.getOrDefault(Standing.NOT_MET, 0L);
        if (goals > 0) {
            return met + " of " + goals + " met";
        }
        return numbers == 0 ? "No numbers yet" : numbers == 1 ? "1 number" : numbers + " numbers";
    }
}
