package org.yearbook.warehouse.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a process was started to do at a {@link FaultPoint}: {@code kill@lake-committed} ends it there at once,
 * {@code fail@item-conformed#3} breaks it with an I/O error when it comes there for the third time, and
 * {@code tell@FILE} writes the word of each point that it passes into a file.
 */
final class FaultPlan {

    static final String PROPERTY = "yearbook.fault";

    /** As a shell tells of a process that was killed. */
    private static final int KILLED = 137;

    private static final Pattern PLAN = Pattern.compile("(kill|fail|tell)@([^#]+?)(?:#(\\d+))?");

    /** Read once: a night that is not tested asks one field whether it is null. */
    static final @Nullable FaultPlan OF_THIS_PROCESS = of(System.getProperty(PROPERTY, ""));

    private final String way;
    private final String place;
    private final int occurrence;
    private final AtomicInteger seen = new AtomicInteger();

    private FaultPlan(String way, String place, int occurrence) {
        this.way = way;
        this.place = place;
        this.occurrence = occurrence;
    }

    static @Nullable FaultPlan of(String text) {
        if (text.isEmpty()) {
            return null;
        }
        Matcher plan = PLAN.matcher(text);
        if (!plan.matches()) {
            throw new IllegalArgumentException(PROPERTY + " must be like kill@lake-committed, fail@item-conformed#3 or"
                    + " tell@FILE, and is " + text);
        }
        String number = plan.group(3);
        return new FaultPlan(plan.group(1), plan.group(2), number == null ? 1 : Integer.parseInt(number));
    }

    void reached(FaultPoint point) {
        if (way.equals("tell")) {
            tell(point);
        } else if (point.word().equals(place) && seen.incrementAndGet() == occurrence) {
            if (way.equals("kill")) {
                Runtime.getRuntime().halt(KILLED);
            }
            throw new UncheckedIOException(new IOException("The disk was made to fail at " + place + "."));
        }
    }

    private synchronized void tell(FaultPoint point) {
        try {
            Files.writeString(
                    Path.of(place), point.word() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
