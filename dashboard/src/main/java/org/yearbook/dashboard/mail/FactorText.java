package org.yearbook.dashboard.mail;

import org.springframework.stereotype.Component;
import org.yearbook.dashboard.mail.LetterText.Written;
import org.yearbook.dashboard.state.FactorChange;
import org.yearbook.dashboard.state.Person;

/** The mail that tells somebody what happened to their second factor, in case it was not they. */
@Component
final class FactorText {

    private final Notice notice;

    FactorText(Notice notice) {
        this.notice = notice;
    }

    Written write(FactorChange change, Person person, String server) {
        return notice.write(
                change.words(),
                person,
                more(change) + " If you know nothing of it, tell an administrator at once.",
                "Your second factor",
                server + "/account/second-factor");
    }

    private static String more(FactorChange change) {
        return switch (change) {
            case ON -> "From now on Yearbook asks for a code of your app after your password.";
            case OFF -> "Your password alone opens Yearbook now, unless the district asks for a second factor.";
            case RESET -> "Your codes open nothing any more, and you are signed out everywhere.";
        };
    }
}
