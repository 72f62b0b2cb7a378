package org.yearbook.dashboard.log;

import java.io.IOException;
import org.springframework.boot.logging.StackTracePrinter;

/** Writes faults into the log for programs; Spring Boot makes it. */
public final class QuietFaultJson implements StackTracePrinter {

    @Override
    public void printStackTrace(Throwable throwable, Appendable out) throws IOException {
        out.append(QuietFault.of(throwable));
    }
}
