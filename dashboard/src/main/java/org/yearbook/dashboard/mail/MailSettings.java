package org.yearbook.dashboard.mail;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Set;

/**
 * What {@code mail.yaml} of a home says.
 *
 * @param user empty for a server that asks for no sign-in
 * @param password where it is kept, {@code env:NAME} or {@code file:PATH}; empty without a user
 * @param from the address that mail comes from, with or without a name
 * @param server where people open this server, without a slash at the end
 * @param days on which mail is sent; weekly mail on the first of them
 * @param hour of the day, 0 to 23
 */
record MailSettings(
        String host,
        int port,
        Tls tls,
        String user,
        String password,
        String from,
        String server,
        Set<DayOfWeek> days,
        int hour,
        ZoneId zone) {

    MailSettings {
        days = Set.copyOf(days);
    }

    /** How the way to the mail server is kept secret. */
    enum Tls {
        /** Begins in the open, then refuses to go on without. */
        STARTTLS,
        /** From the first byte. */
        TLS,
        /** Not at all: for a mail server on this machine. */
        NONE
    }
}
