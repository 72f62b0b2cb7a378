package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.AUDIT_SEEN;
import static org.yearbook.dashboard.state.Tables.AUDIT_SEEN_BLOCK;
import static org.yearbook.dashboard.state.Tables.AUDIT_SUBJECT;
import static org.yearbook.dashboard.state.Tables.BLOCK_KEY;
import static org.yearbook.dashboard.state.Tables.KIND;
import static org.yearbook.dashboard.state.Tables.MEMBERS;
import static org.yearbook.dashboard.state.Tables.NUMBER;
import static org.yearbook.dashboard.state.Tables.SEEN_KEY;
import static org.yearbook.dashboard.state.Tables.SUBJECT_NO;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Which events showed whom. An event that shows few has a row for each, found by the subject at once; one that shows
 * thousands, as a download does, has a row for every 256 numbers with a bit for each, a fiftieth of the room.
 */
final class SeenBy {

    /** An event that shows more than these is kept in blocks. */
    static final int FEW = 500;

    private static final int EVENT_BITS = 40;
    private static final int BLOCK = 256;
    private static final int AT_ONCE = 500;

    private final Object numbering = new Object();

    /** Notes whom an event showed, by the numbers of {@link #numbers}. */
    static void add(DSLContext sql, long event, List<Integer> numbers) {
        if (numbers.size() > FEW) {
            blocks(sql, event, numbers);
            return;
        }
        if (!numbers.isEmpty()) {
            var batch = sql.batch(sql.insertInto(AUDIT_SEEN, SEEN_KEY).values((Long) null));
            for (int number : numbers) {
                batch = batch.bind(key(number, event));
            }
            batch.execute();
        }
    }

    private static void blocks(DSLContext sql, long event, List<Integer> numbers) {
        var blocks = new TreeMap<Integer, byte[]>();
        for (int number : numbers) {
            byte[] members = blocks.computeIfAbsent(number / BLOCK, block -> new byte[BLOCK / Byte.SIZE]);
            members[number % BLOCK / Byte.SIZE] |= (byte) (1 << number % Byte.SIZE);
        }
        var batch =
                sql.batch(sql.insertInto(AUDIT_SEEN_BLOCK, BLOCK_KEY, MEMBERS).values((Long) null, (byte[]) null));
        for (var block : blocks.entrySet()) {
            batch = batch.bind(key(block.getKey(), event), block.getValue());
        }
        batch.execute();
    }

    /** {@return the events that showed any of some subjects, by number, latest first} */
    List<Long> events(DSLContext sql, Collection<Subject> subjects) {
        var found = new HashSet<Integer>();
        known(sql, subjects.stream().map(Subject::kept).collect(Collectors.toSet()))
                .values()
                .forEach(found::add);
        return eventsOf(sql, found);
    }

    /** {@return the events that showed a record of a number, of whatever kind, latest first} */
    List<Long> events(DSLContext sql, String number) {
        return eventsOf(
                sql,
                sql.select(SUBJECT_NO)
                        .from(AUDIT_SUBJECT)
                        .where(NUMBER.in(number, Subject.fingerprint(number)))
                        .fetchSet(SUBJECT_NO));
    }

    private static List<Long> eventsOf(DSLContext sql, Set<Integer> numbers) {
        var events = new TreeSet<Long>();
        for (int number : numbers) {
            sql.select(SEEN_KEY)
                    .from(AUDIT_SEEN)
                    .where(SEEN_KEY.between(key(number, 0), key(number + 1, 0) - 1))
                    .forEach(row -> events.add(event(row.value1())));
            int block = number / BLOCK;
            sql.select(BLOCK_KEY, MEMBERS)
                    .from(AUDIT_SEEN_BLOCK)
                    .where(BLOCK_KEY.between(key(block, 0), key(block + 1, 0) - 1))
                    .forEach(row -> {
                        if ((row.value2()[number % BLOCK / Byte.SIZE] & 1 << number % Byte.SIZE) != 0) {
                            events.add(event(row.value1()));
                        }
                    });
        }
        return List.copyOf(events.descendingSet());
    }

    private static long key(int number, long event) {
        return ((long) number << EVENT_BITS) + event;
    }

    private static long event(long key) {
        return key & (1L << EVENT_BITS) - 1;
    }

    /**
     * {@return the numbers of subjects} Those that were never seen before get one, which others may use at once: so it
     * must not hang on a transaction that is still open.
     */
    List<Integer> numbers(DSLContext sql, Collection<Subject> subjects) {
        Set<Subject> wanted = subjects.stream().map(Subject::kept).collect(Collectors.toSet());
        Map<Subject, Integer> known = known(sql, wanted);
        if (known.size() < wanted.size()) {
            // One server a home: nobody else gives numbers meanwhile.
            synchronized (numbering) {
                known = known(sql, wanted);
                var batch =
                        sql.batch(sql.insertInto(AUDIT_SUBJECT, KIND, NUMBER).values((String) null, (String) null));
                int fresh = 0;
                for (Subject subject : wanted) {
                    if (!known.containsKey(subject)) {
                        batch = batch.bind(subject.kind(), subject.number());
                        fresh++;
                    }
                }
                if (fresh > 0) {
                    batch.execute();
                    known = known(sql, wanted);
                }
            }
        }
        return List.copyOf(known.values());
    }

    private static Map<Subject, Integer> known(DSLContext sql, Set<Subject> wanted) {
        List<String> numbers =
                wanted.stream().map(Subject::number).distinct().sorted().toList();
        var known = new HashMap<Subject, Integer>();
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            List<String> some = new ArrayList<>(numbers.subList(from, Math.min(from + AT_ONCE, numbers.size())));
            sql.select(SUBJECT_NO, KIND, NUMBER)
                    .from(AUDIT_SUBJECT)
                    .where(NUMBER.in(some.stream().map(DSL::val).toList()))
                    .forEach(row -> {
                        var subject = new Subject(row.value2(), row.value3());
                        if (wanted.contains(subject)) {
                            known.put(subject, row.value1());
                        }
                    });
        }
        return known;
    }
}
