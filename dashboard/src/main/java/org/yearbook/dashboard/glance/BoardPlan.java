package org.yearbook.dashboard.glance;

import java.util.List;
import java.util.Optional;
import org.yearbook.dashboard.state.Role;
import org.yearbook.definitions.Board;
import org.yearbook.definitions.Boards;
import org.yearbook.warehouse.answer.Metric;

/**
 * Which numbers stand on which board, as it is at one moment.
 *
 * @param faults of the district's own file, a line each; none when nothing is wrong with it
 */
public record BoardPlan(Boards boards, List<String> faults) {

    public BoardPlan {
        faults = List.copyOf(faults);
    }

    /** {@return the boards, in the order in which they are shown} */
    public List<Board> all() {
        return boards.all();
    }

    public Optional<Board> find(String id) {
        return boards.find(id);
    }

    /** {@return the boards that a metric stands on} */
    public List<Board> of(Metric metric) {
        var area = org.yearbook.definitions.Metric.Area.valueOf(metric.area().name());
        return boards.of(metric.id(), area);
    }

    /** {@return whether a role looks after a number, so that its Today tells of it} */
    public boolean concerns(Role role, Metric metric) {
        return role.seesEveryNumber()
                || of(metric).stream().anyMatch(board -> board.offices().contains(role.code()));
    }
}
