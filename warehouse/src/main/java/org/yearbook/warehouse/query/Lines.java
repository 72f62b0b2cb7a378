package org.yearbook.warehouse.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Who waits, a line for each person; people take turns, and whoever had one goes to the end. Guarded by its queue. */
final class Lines {

    private final Map<String, Deque<RunningQuestion>> lines = new LinkedHashMap<>();

    private static String person(RunningQuestion question) {
        return question.asked().asker().name();
    }

    void add(RunningQuestion question) {
        lines.computeIfAbsent(person(question), name -> new ArrayDeque<>()).add(question);
    }

    /** {@return how many of a person wait} */
    int of(String person) {
        Deque<RunningQuestion> line = lines.get(person);
        return line == null ? 0 : line.size();
    }

    /** {@return the next one of the first person who may have a turn; it waits no more} */
    Optional<RunningQuestion> take(Predicate<String> may) {
        return lines.keySet().stream().filter(may).findFirst().map(this::next);
    }

    private RunningQuestion next(String person) {
        Deque<RunningQuestion> line = Objects.requireNonNull(lines.remove(person));
        RunningQuestion question = line.remove();
        if (!line.isEmpty()) {
            lines.put(person, line);
        }
        return question;
    }

    /** {@return whether it waited; it has no turn any more} */
    boolean remove(RunningQuestion question) {
        Deque<RunningQuestion> line = lines.get(person(question));
        boolean waited = line != null && line.remove(question);
        if (line != null && line.isEmpty()) {
            lines.remove(person(question));
        }
        return waited;
    }

    /** {@return how many have their turn before it, and itself; 0 when it does not wait here} */
    int place(RunningQuestion question) {
        String person = person(question);
        int ahead = new ArrayList<>(lines.getOrDefault(person, new ArrayDeque<>())).indexOf(question);
        if (ahead < 0) {
            return 0;
        }
        int place = ahead + 1;
        boolean before = true;
        for (Map.Entry<String, Deque<RunningQuestion>> line : lines.entrySet()) {
            if (line.getKey().equals(person)) {
                before = false;
            } else {
                place += Math.min(line.getValue().size(), before ? ahead + 1 : ahead);
            }
        }
        return place;
    }

    /** {@return all of them, by place} */
    List<RunningQuestion> all() {
        return lines.values().stream()
                .flatMap(Deque::stream)
                .sorted(Comparator.comparingInt(this::place))
                .toList();
    }
}
