package org.yearbook.dashboard.log;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;

/** Writes faults into the log for people; logback makes it. */
public final class QuietFaultText extends ThrowableHandlingConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy proxy
                ? System.lineSeparator() + QuietFault.of(proxy.getThrowable())
                : "";
    }
}
