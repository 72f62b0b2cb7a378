package org.yearbook.ingest.night;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command answered to somebody at a terminal. */
record Said(int status, String out, String err) {

    static final Said NOTHING = new Said(0, "", "");

    static Said by(CommandLine command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status = command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Said(status, out.toString(), err.toString());
    }
}
