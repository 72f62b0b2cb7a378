package org.yearbook.definitions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The standard codes of one kind, in force from one school year on.
 *
 * @param name for example {@code grade-level}
 * @param from the first school year in force
 * @param codes in their usual order
 */
public record CodeSet(String name, SchoolYear from, List<Code> codes) {

    public CodeSet {
        codes = List.copyOf(codes);
    }

    /**
     * One code.
     *
     * @param code as the standard writes it
     * @param label as people say it
     * @param variants other ways in which systems write it
     * @param formerly the code of earlier editions that took in what this one stands for, so that years on both sides
     *     of a change can be compared; the code itself where nothing changed
     */
    public record Code(String code, String label, List<String> variants, String formerly) {

        public Code {
            variants = List.copyOf(variants);
        }

        public Code(String code, String label, List<String> variants) {
            this(code, label, variants, code);
        }
    }

    /** {@return every known spelling in small letters, blanks at the ends removed, to its code} */
    public Map<String, String> spellings() {
        var spellings = new LinkedHashMap<String, String>();
        for (Code code : codes) {
            spellings.put(plain(code.code()), code.code());
        }
        for (Code code : codes) {
            spellings.putIfAbsent(plain(code.label()), code.code());
            code.variants().forEach(variant -> spellings.putIfAbsent(plain(variant), code.code()));
        }
        return spellings;
    }

    /** {@return each code to the one of earlier editions that took it in} */
    public Map<String, String> formerly() {
        var formerly = new LinkedHashMap<String, String>();
        codes.forEach(code -> formerly.put(code.code(), code.formerly()));
        return formerly;
    }

    static String plain(String spelling) {
        return spelling.strip().toLowerCase(Locale.ROOT);
    }
}
