package org.yearbook.dashboard.mail;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.yearbook.dashboard.mail.LetterText.Written;
import org.yearbook.dashboard.state.FactorChange;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.home.District;

/** The mail that tells somebody what happened to their second factor, in case it was not they. */
@Component
final class FactorText {

    private final ITemplateEngine templates;
    private final District district;

    FactorText(ITemplateEngine templates, District district) {
        this.templates = templates;
        this.district = district;
    }

    /** What the mail tells. */
    record Told(String subject, String person, String more, String district, String link) {}

    Written write(FactorChange change, Person person, String server) {
        var told = new Told(
                change.words(),
                person.name(),
                more(change) + " If you know nothing of it, tell an administrator at once.",
                district.name(),
                server + "/account/second-factor");
        return new Written(
                told.subject(),
                "Hello " + told.person() + ",\n\n" + told.subject() + ". " + told.more() + "\n\nYour second factor: "
                        + told.link() + "\n\n" + told.district() + "\n",
                templates.process("mail/factor", new Context(Locale.US, Map.of("told", told))));
    }

    private static String more(FactorChange change) {
        return switch (change) {
            case ON -> "From now on Yearbook asks for a code of your app after your password.";
            case OFF -> "Your password alone opens Yearbook now, unless the district asks for a second factor.";
            case RESET -> "Your codes open nothing any more, and you are signed out everywhere.";
        };
    }
}
