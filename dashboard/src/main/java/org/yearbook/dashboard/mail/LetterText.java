package org.yearbook.dashboard.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.QualityReport.Due;

/** A digest as a letter, for those who read mail as plain text and for those who do not. */
@Component
final class LetterText {

    private final ITemplateEngine templates;

    LetterText(ITemplateEngine templates) {
        this.templates = templates;
    }

    /** A letter, written. */
    record Written(String subject, String plain, String html) {}

    /** @param server where people open the server */
    Written write(Digest digest, String server) {
        List<String> due = due(digest.due());
        String lead = lead(digest);
        var page = Map.<String, Object>of(
                "digest",
                digest,
                "lead",
                lead,
                "due",
                due,
                "page",
                server + "/quality",
                "mine",
                server + "/quality?status=mine",
                "account",
                server + "/password");
        return new Written(
                subject(digest),
                plain(digest, lead, due, server),
                templates.process("mail/letter", new Context(Locale.US, page)));
    }

    private static String subject(Digest digest) {
        var parts = new ArrayList<String>();
        if (digest.fresh() > 0) {
            parts.add(Numbers.whole(digest.fresh()) + (digest.since().isEmpty() ? " open" : " new"));
        }
        if (digest.due().assigned() > 0) {
            parts.add(Numbers.whole(digest.due().assigned()) + " assigned to you");
        }
        if (parts.isEmpty()) {
            parts.add("something is due");
        }
        return "Data quality: " + String.join(", ", parts);
    }

    private static String lead(Digest digest) {
        if (digest.since().isEmpty()) {
            return "This is the first mail about the data that you look after. " + issues(digest.open(), "is", "are")
                    + " open.";
        }
        return issues(digest.fresh(), "has", "have") + " come up since the night of " + digest.since() + "; "
                + Numbers.whole(digest.open()) + " in all " + (digest.open() == 1 ? "is" : "are") + " open.";
    }

    private static String issues(long count, String one, String many) {
        return count == 1
                ? "1 issue " + one
                : (count == 0 ? "No issues" : Numbers.whole(count) + " issues") + " " + many;
    }

    private static List<String> due(Due due) {
        var lines = new ArrayList<String>();
        if (due.assigned() > 0) {
            lines.add(issues(due.assigned(), "is", "are") + " assigned to you.");
        }
        if (due.again() > 0) {
            lines.add(issues(due.again(), "was", "were") + " waiting until today: look again.");
        }
        if (due.expiring() > 0) {
            lines.add((due.expiring() == 1 ? "1 exception ends" : Numbers.whole(due.expiring()) + " exceptions end")
                    + " within seven days.");
        }
        return lines;
    }

    private static String plain(Digest digest, String lead, List<String> due, String server) {
        var text = new StringBuilder();
        text.append("Hello ")
                .append(digest.person())
                .append(",\n\n")
                .append(lead)
                .append("\n");
        due.forEach(line -> text.append(line).append('\n'));
        if (!digest.rules().isEmpty()) {
            text.append('\n').append(digest.since().isEmpty() ? "Open" : "New").append(":\n");
        }
        for (Digest.OfRule rule : digest.rules()) {
            text.append("\n")
                    .append(rule.rule())
                    .append(rule.title().isEmpty() ? "" : ": " + rule.title())
                    .append('\n');
            text.append("  ").append(rule.schools());
            if (!digest.since().isEmpty()) {
                text.append(" (").append(rule.open()).append(" open in all)");
            }
            text.append('\n');
        }
        if (digest.more() > 0) {
            text.append("\nAnd ")
                    .append(Numbers.of(digest.more(), "more rule", "more rules"))
                    .append(".\n");
        }
        text.append("\nWhich records, and how to mend them: ").append(server).append("/quality\n");
        text.append("\nAs of ").append(digest.night()).append(". ").append(digest.district());
        text.append("\nHow often you get this, or never: ").append(server).append("/password\n");
        return text.toString();
    }
}
