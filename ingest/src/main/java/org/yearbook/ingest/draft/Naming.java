package org.yearbook.ingest.draft;

import java.util.Locale;
import java.util.Optional;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.FileName;
import org.yearbook.ingest.contract.Load;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.YearRule;

/**
 * How the contract is called, and how the school year of a row is found.
 *
 * @param id of the contract
 * @param name as people say it
 * @param source the system
 * @param pattern the names of its files
 * @param year how the school year of a row is found
 * @param load what a new file does to earlier ones
 */
record Naming(String id, String name, String source, String pattern, YearRule year, Load load) {

    private static final String YEAR = "\\d{4}[-_](?:\\d{4}|\\d{2})(?!\\d)";
    private static final String DAY =
            "\\d{1,2}[-_.]\\d{1,2}[-_.]\\d{4}|\\d{4}-?\\d{2}-?\\d{2}(?:[-_T]?\\d{4,6})?|\\d{6,}";

    static Naming of(String file, Likeness likeness, Draft.Wish wish, Optional<Contract> beside) {
        Contract like = likeness.contract();
        String ending = file.contains(".") ? file.substring(file.lastIndexOf('.')) : "";
        String base = file.substring(0, file.length() - ending.length());
        boolean named = base.replaceAll(DAY, "").matches(".*" + YEAR + ".*");
        String words = base.replaceAll(DAY, " ")
                .replaceAll(YEAR, " ")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        String id = wish.id().isEmpty() ? id(words) : wish.id();
        YearRule year = year(likeness, named);
        String fixed = base.replaceAll(DAY, "*").replaceAll(YEAR, named ? "{year}" : "*");
        boolean missing = year instanceof YearRule.FileName && !named;
        String pattern = beside.flatMap(other -> sharedPattern(other, file))
                .orElse((fixed + (missing ? "-{year}*" : "*") + ending).replaceAll("\\*+", "*"));
        return new Naming(
                id,
                words.isEmpty() ? like.name() : words,
                source(wish, beside.orElse(like)),
                pattern,
                year,
                like.load());
    }

    private static String source(Draft.Wish wish, Contract otherwise) {
        return wish.source().isEmpty() ? otherwise.source() : wish.source();
    }

    /** Two contracts take the same file only when they name it in the very same way. */
    private static Optional<String> sharedPattern(Contract other, String file) {
        return other.files().stream()
                .filter(pattern -> pattern.fits(file))
                .map(FileName::pattern)
                .findFirst();
    }

    private static String id(String words) {
        String id = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return id.isEmpty() ? "new-contract" : id;
    }

    /** Few systems write the school year into a name; a date of the key tells it as well. */
    private static YearRule year(Likeness likeness, boolean named) {
        Contract like = likeness.contract();
        if (!(like.schoolYear() instanceof YearRule.FileName) || named) {
            return like.schoolYear();
        }
        return like.key().stream()
                .filter(field -> like.column(field).orElseThrow().type() == LogicalType.DATE)
                .findFirst()
                .<YearRule>map(YearRule.DateColumn::new)
                .orElse(like.schoolYear());
    }
}
