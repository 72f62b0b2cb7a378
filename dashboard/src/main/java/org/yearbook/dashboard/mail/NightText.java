package org.yearbook.dashboard.mail;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.yearbook.dashboard.mail.LetterText.Written;
import org.yearbook.dashboard.schedule.NightStanding;
import org.yearbook.dashboard.schedule.NightWatch;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.home.District;

/** The mail about a night that is missing. */
@Component
final class NightText {

    private final ITemplateEngine templates;
    private final NightWatch watch;
    private final District district;

    NightText(ITemplateEngine templates, NightWatch watch, District district) {
        this.templates = templates;
        this.watch = watch;
        this.district = district;
    }

    /** What the mail tells. */
    record Told(String subject, String person, String more, String district, String link) {}

    /** {@return the mail; nothing when the night is done by now, or another one is due} */
    Optional<Written> write(LocalDate night, Person person, String server) {
        return watch.standing()
                .filter(standing -> standing.missing() && standing.night().equals(night))
                .map(standing -> write(standing, person, server));
    }

    private Written write(NightStanding standing, Person person, String server) {
        var told = new Told(standing.finding(), person.name(), standing.more(), district.name(), server + "/nights");
        return new Written(
                told.subject(),
                "Hello " + told.person() + ",\n\n" + told.subject() + ". " + told.more() + "\n\nNights: " + told.link()
                        + "\n\n" + told.district() + "\n",
                templates.process("mail/night", new Context(Locale.US, Map.of("told", told))));
    }
}
