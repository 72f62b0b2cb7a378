package org.yearbook.dashboard.log;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * A fault as the log tells it: where it happened, all of its causes, and of these the words only where they are ours or
 * those of the file system. A database quotes the value that it stumbled over, and that may be somebody's.
 */
final class QuietFault {

    private static final String OURS = "org.yearbook.";
    private static final int DEEPEST = 50;
    private static final String LINE = System.lineSeparator();

    private QuietFault() {}

    static String of(Throwable fault) {
        var text = new StringBuilder();
        tell("", fault, text, Collections.newSetFromMap(new IdentityHashMap<>()));
        return text.toString();
    }

    private static void tell(String before, Throwable fault, StringBuilder text, Set<Throwable> told) {
        if (!told.add(fault)) {
            return;
        }
        text.append(before)
                .append(fault.getClass().getName())
                .append(words(fault))
                .append(LINE);
        for (StackTraceElement place : fault.getStackTrace()) {
            text.append("\tat ").append(place).append(LINE);
        }
        for (Throwable beside : fault.getSuppressed()) {
            tell("Beside it: ", beside, text, told);
        }
        if (fault.getCause() != null) {
            tell("Caused by: ", fault.getCause(), text, told);
        }
    }

    /** Words of ours that hand on those of a cause lose that part. */
    private static String words(Throwable fault) {
        String words = fault.getMessage();
        if (words == null || !harmless(fault)) {
            return "";
        }
        Throwable cause = fault.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String handedOn = cause.getMessage();
            if (handedOn != null && !handedOn.isEmpty() && !harmless(cause)) {
                words = words.replace(handedOn, "(left out)");
            }
            cause = cause.getCause();
        }
        return ": " + words;
    }

    private static boolean harmless(Throwable fault) {
        return fault.getClass().getName().startsWith(OURS) || fault instanceof IOException;
    }
}
