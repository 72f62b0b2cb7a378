package org.yearbook.dashboard.mail;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.yearbook.dashboard.mail.LetterText.Written;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.home.District;

/** A brief mail: one thing that is so, what it means, and the page to look at. */
@Component
final class Notice {

    private final ITemplateEngine templates;
    private final District district;

    Notice(ITemplateEngine templates, District district) {
        this.templates = templates;
        this.district = district;
    }

    /** What the mail tells. */
    record Told(String subject, String person, String more, String district, String page, String link) {}

    /**
     * {@return the mail}
     *
     * @param subject a sentence without its full stop
     * @param more sentences
     * @param page what the page is called that the link opens
     */
    Written write(String subject, Person person, String more, String page, String link) {
        var told = new Told(subject, person.name(), more, district.name(), page, link);
        return new Written(
                subject,
                "Hello " + told.person() + ",\n\n" + subject + ". " + more + "\n\n" + page + ": " + link + "\n\n"
                        + told.district() + "\n",
                templates.process("mail/notice", new Context(Locale.US, Map.of("told", told))));
    }
}
