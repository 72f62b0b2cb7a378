package org.yearbook.ingest.contract;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yearbook.definitions.SchoolYear;

/**
 * A name that a file may have: {@code *} stands for anything, <code>{year}</code> for its school year ({@code 2025-26}
 * or {@code 2025-2026}). Case makes no difference.
 *
 * @param pattern as written in the contract
 */
public record FileName(String pattern) {

    private static final String YEAR = "{year}";

    /** {@return whether {@code file}, a bare name, fits} */
    public boolean fits(String file) {
        return matcher(file).matches();
    }

    /** {@return the school year that {@code file} names, when it fits and names one} */
    public Optional<SchoolYear> year(String file) {
        Matcher matcher = matcher(file);
        if (!pattern.contains(YEAR) || !matcher.matches()) {
            return Optional.empty();
        }
        int starts = Integer.parseInt(matcher.group(1));
        int ends = Integer.parseInt(matcher.group(2));
        return (starts + 1) % 100 == ends % 100 ? Optional.of(new SchoolYear(starts)) : Optional.empty();
    }

    /** {@return how much of the pattern is fixed text; of two that fit, the higher one is meant} */
    int fixedCharacters() {
        return pattern.replace(YEAR, "........").replace("*", "").length();
    }

    private Matcher matcher(String file) {
        String regex = ("\\Q" + pattern.toLowerCase(Locale.ROOT) + "\\E")
                .replace("*", "\\E.*\\Q")
                .replace(YEAR, "\\E(\\d{4})[-_](\\d{4}|\\d{2})\\Q");
        return Pattern.compile(regex).matcher(file.toLowerCase(Locale.ROOT));
    }
}
