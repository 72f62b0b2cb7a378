package org.yearbook.ingest.check;

import java.util.ArrayList;
import java.util.List;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.ingest.standardize.StandardColumn;

/**
 * What is told about the names of people, wherever a contract has them. A name is never changed by the program: only
 * its owner knows how it is written.
 */
final class NameRules {

    private static final String WHO_KNOWS = "Compare with the birth certificate or ask, then enter it as it should be.";

    private final String ownerRole;

    NameRules(String ownerRole) {
        this.ownerRole = ownerRole;
    }

    /** {@return the rules for one column; none when it holds no name of a person} */
    List<Rule> of(StandardColumn column) {
        // A display name is put together by a program, often as "Family, Given".
        if (!column.column().personName() || column.name().equals("display_name")) {
            return List.of();
        }
        String name = SqlText.name(column.name());
        boolean family = column.name().contains("family") || column.name().contains("last");
        var rules = new ArrayList<Rule>();
        rules.add(noName(column, name));
        rules.add(casing(column, name, family));
        if (family) {
            rules.add(rule(
                    "STU-09",
                    column,
                    "has_suffix(" + name + ")",
                    "without_suffix(" + name + ")",
                    "A suffix like Jr or III stands inside the family name.",
                    "Move it to the field for suffixes."));
        }
        rules.add(rule(
                "STU-10",
                column,
                "ungarbled(" + name + ") is not null or contains(" + name + ", '\uFFFD') or regexp_matches(" + name
                        + ", '\\p{L}\\?|&#?[a-z0-9]+;')",
                "coalesce(ungarbled(" + name + "), nullif(regexp_replace(" + name
                        + ", '&(#39|#x27|apos|#8217);', '''', 'g'), " + name + "))",
                "Letters of the name are garbled.",
                "Type the name again; until then it is shown as delivered."));
        return rules;
    }

    private Rule noName(StandardColumn column, String name) {
        String nickname = "regexp_matches(" + name + ", '[()/\"]')";
        String test = "regexp_matches(" + name
                + ", '(?i)\\b(test|testing|dummy|asdf|qwerty|xxx+|zzz+|delete|duplicate|do not use|unknown)\\b')";
        String digits =
                "regexp_matches(regexp_replace(" + name + ", '(?i)\\b(2nd|3rd)\\b|&#?[a-z0-9]+;', '', 'g'), '[0-9]')";
        return rule(
                "STU-06",
                column,
                nickname + " or " + test + " or " + digits,
                "case when not " + test + " then nullif(tidy(regexp_replace(regexp_replace(" + name
                        + ", '\\(.*\\)|\".*\"|/.*', ' '), '[0-9]', '', 'g')), '') end",
                "This does not look like a name: it has digits, a nickname beside it, two names in one, or a word for a"
                        + " test.",
                "Enter the legal name alone; a nickname belongs in the preferred name, a test record nowhere.");
    }

    /** Two capitals are initials more often than a name in capitals, unless they can be spoken. */
    private Rule casing(StandardColumn column, String name, boolean family) {
        String letters = "regexp_replace(" + name + ", '[^\\p{L}]', '', 'g')";
        String spoken = family
                ? "true"
                : "(len(" + letters + ") > 2 or regexp_full_match(" + letters
                        + ", '[BCDFGHJKLMNPQRSTVWXYZ][AEIOUY]|[AEIO][LMNRSZ]|ED'))";
        String cased = "upper(" + name + ") <> lower(" + name + ") and len(" + letters + ") > 1";
        String shouted = cased + " and " + name + " = upper(" + name + ") and " + spoken + " and not regexp_full_match("
                + letters + ", 'JR|SR|I+|IV')";
        String whispered = cased + " and " + name + " = lower(" + name + ")";
        String proper = family ? "proper_family_name(" : "proper_given_name(";
        return rule(
                "STU-07",
                column,
                "ungarbled(" + name + ") is null and ((" + shouted + ") or (" + whispered + ") or " + name + " <> tidy("
                        + name + "))",
                "case when (" + shouted + ") or (" + whispered + ") then " + proper + name + ") else tidy(" + name
                        + ") end",
                "The name is in capitals, in small letters, or has blanks too many.",
                WHO_KNOWS);
    }

    private Rule rule(String id, StandardColumn column, String fails, String suggested, String message, String fix) {
        String raw = SqlText.name(column.rawName());
        return new Rule(
                id,
                column.name(),
                "minor",
                "(" + SqlText.name(column.name()) + " is not null and (" + fails + "))",
                raw,
                suggested,
                message,
                fix,
                ownerRole);
    }
}
