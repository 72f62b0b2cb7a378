package org.yearbook.dashboard.mail;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.mail.LetterText.Written;
import org.yearbook.dashboard.schedule.NightStanding;
import org.yearbook.dashboard.schedule.NightWatch;
import org.yearbook.dashboard.state.Person;

/** The mail about a night that is missing. */
@Component
final class NightText {

    private final Notice notice;
    private final NightWatch watch;

    NightText(Notice notice, NightWatch watch) {
        this.notice = notice;
        this.watch = watch;
    }

    /** {@return the mail; nothing when the night is done by now, or another one is due} */
    Optional<Written> write(LocalDate night, Person person, String server) {
        return watch.standing()
                .filter(standing -> standing.missing() && standing.night().equals(night))
                .map(standing -> write(standing, person, server));
    }

    private Written write(NightStanding standing, Person person, String server) {
        return notice.write(standing.finding(), person, standing.more(), "Nights", server + "/nights");
    }
}
