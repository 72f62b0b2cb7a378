package org.yearbook.warehouse.query;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** Why the engine gave no answer, in words for the person who asked, without where files lie on the server. */
final class Reasons {

    private static final Pattern PATH = Pattern.compile("(?<![\\w])(/[\\w.@ -]+){2,}/?|[A-Za-z]:\\\\[^\\s\"']+");

    private Reasons() {}

    /** {@return whether the driver tells that it failed, and not why} */
    static boolean hidden(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Invalid result set") || message.startsWith("Parser Error");
    }

    /** {@return whether the instance answers nothing any more} */
    static boolean fatal(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("FATAL") || message.contains("database has been invalidated");
    }

    /** {@return the reason} */
    static String of(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Out of Memory") || message.contains("could not allocate")) {
            return "The statement needs more memory than one question may use. Ask for less: fewer rows, columns or"
                    + " groups.";
        }
        if (message.contains("max_temp_directory_size") || message.contains("temporary directory")) {
            return "The statement needs more room than one question may use. Ask for less: fewer rows, columns or"
                    + " groups.";
        }
        if (fatal(e)) {
            return "The engine gave up on this statement. Write it another way.";
        }
        if (hidden(e)) {
            return "The statement was stopped by the engine, most likely since it needs more than one question may use."
                    + " Ask for less: fewer rows, columns or groups.";
        }
        return PATH.matcher(message).replaceAll("…");
    }
}
