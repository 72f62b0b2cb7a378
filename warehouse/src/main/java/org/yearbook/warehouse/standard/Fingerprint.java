package org.yearbook.warehouse.standard;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keys under which spellings of one value meet, as OpenRefine documents them, but independent of the machine's locale.
 */
public final class Fingerprint {

    private static final int PAIR = 2;
    private static final Pattern MARKS = Pattern.compile("[\\p{InCombiningDiacriticalMarks}\\p{IsLm}\\p{IsSk}]+");
    // Punctuation and control characters; white space parts words and stays.
    private static final Pattern SIGNS = Pattern.compile(
            "\\p{Punct}|[\\x00-\\x08\\x0E-\\x1F\\x7F-\\x84\\x86-\\x9F]", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern ENDS = Pattern.compile("^\\s+|\\s+$", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern NO_LETTER = Pattern.compile("[\\p{Cntrl}\\p{Space}]", Pattern.UNICODE_CHARACTER_CLASS);
    /** Letters that have no accent to lose, yet a usual way of writing without them. */
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('ß', "ss"),
            Map.entry('æ', "ae"),
            Map.entry('œ', "oe"),
            Map.entry('ø', "oe"),
            Map.entry('å', "aa"),
            Map.entry('©', "c"),
            Map.entry('ð', "d"),
            Map.entry('đ', "d"),
            Map.entry('ɖ', "d"),
            Map.entry('þ', "th"),
            Map.entry('ƿ', "w"),
            Map.entry('ħ', "h"),
            Map.entry('ı', "i"),
            Map.entry('ĸ', "k"),
            Map.entry('ł', "l"),
            Map.entry('ŋ', "n"),
            Map.entry('ſ', "s"),
            Map.entry('ŧ', "t"),
            Map.entry('ẜ', "s"),
            Map.entry('ẝ', "s"));

    private Fingerprint() {}

    /** {@return the words of a value in order, each once, without case, accents and signs} */
    public static String of(String value) {
        return SPACE.splitAsStream(folded(value))
                .filter(word -> !word.isEmpty())
                .sorted()
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** {@return the pairs of neighbouring letters of a value in order, each once, without blanks, case and signs} */
    public static String ofPairs(String value) {
        return ofNeighbours(value, PAIR);
    }

    /** {@return the same with another number of neighbours} */
    static String ofNeighbours(String value, int size) {
        String letters = NO_LETTER.matcher(folded(value)).replaceAll("");
        return IntStream.rangeClosed(0, letters.length() - size)
                .mapToObj(from -> letters.substring(from, from + size))
                .sorted()
                .distinct()
                .collect(Collectors.joining());
    }

    private static String folded(String value) {
        String small = ENDS.matcher(value).replaceAll("").toLowerCase(Locale.ROOT);
        String bare =
                MARKS.matcher(Normalizer.normalize(small, Normalizer.Form.NFKD)).replaceAll("");
        String plain = bare.chars()
                .mapToObj(sign -> LETTERS.getOrDefault((char) sign, String.valueOf((char) sign)))
                .collect(Collectors.joining());
        return SIGNS.matcher(plain).replaceAll("");
    }
}
