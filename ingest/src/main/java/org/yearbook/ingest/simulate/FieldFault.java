package org.yearbook.ingest.simulate;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people and programs do to one value. Each gives null where it cannot happen to that value. */
enum FieldFault {
    /** A grade not written as the state writes it. */
    GRADE_SPELLING(FieldFault::grade),
    /** Sex by initial or capitalized. */
    SEX_SPELLING(FieldFault::sex),
    /** A date in American order. */
    AMERICAN_DATE(FieldFault::americanDate),
    /** A spreadsheet took the leading zeros of a number. */
    LOST_ZEROS(FieldFault::lostZeros),
    /** A code with a space behind it, or in lower case. */
    CODE_UNTIDY((value, dice) -> dice.chance(0.5) ? value + " " : value.toLowerCase(Locale.ROOT)),
    /** A code that no list has. */
    CODE_UNKNOWN((value, dice) -> "ZZ"),
    /** A name in capitals. */
    NAME_SHOUTED((value, dice) -> value.toUpperCase(Locale.ROOT)),
    /** Letters read in the wrong encoding. */
    NAME_GARBLED(FieldFault::garbled),
    /** Spaces where none belong. */
    NAME_SPACED((value, dice) -> value.indexOf(' ') > 0 ? value.replace(" ", "  ") : value + " "),
    /** A given name as friends say it. */
    NAME_FAMILIAR(FieldFault::familiar),
    /** A suffix inside the family name. */
    NAME_SUFFIX((value, dice) -> value + (dice.chance(0.6) ? " Jr" : " III")),
    /** A domain with letters swapped or lost. */
    MAIL_TYPO(FieldFault::mailTypo),
    /** Some other address than the district's. */
    MAIL_ELSEWHERE((value, dice) -> value.replaceFirst("@.*", "@mail.example")),
    /** A phone number with the marks that people use. */
    PHONE_FORMAT(FieldFault::phoneFormat),
    /** A phone number without its area code. */
    PHONE_SHORT((value, dice) -> value.length() < 12 ? null : value.substring(5, 8) + "-" + value.substring(8)),
    /** A school year by both of its years. */
    LONG_SCHOOL_YEAR((value, dice) -> value.matches("\\d{4}") ? (Integer.parseInt(value) - 1) + "-" + value : null),
    /** The columns that a bulk delivery leaves blank, filled. */
    STATUS_IN_BULK(FieldFault::status, true),
    /** A truth value in capitals. */
    BOOLEAN_SHOUTED((value, dice) -> value.toUpperCase(Locale.ROOT)),
    /** One job, many spellings. */
    JOB_TITLE_SPELLING(FieldFault::jobTitle),
    /** A share of a full-time job that cannot be. */
    FTE_IMPOSSIBLE((value, dice) -> dice.chance(0.7) ? "0.00" : "-" + value),
    /** Money with its sign. */
    MONEY_SIGN((value, dice) -> dice.chance(0.5) ? "$" + value : "$ " + value),
    /** An account that is still open although its owner left and it was closed. */
    ACCOUNT_REOPENED((value, dice) -> value.equals("False") ? "True" : null),
    /** A birth date in the future. */
    BIRTH_IN_FUTURE((value, dice) -> "20" + (60 + dice.below(39)) + value.substring(Math.min(4, value.length()))),
    /** An aide whom the roster gives the rights of a teacher. */
    ROLE_TOO_HIGH((value, dice) -> value.equals("aide") ? "teacher" : null),
    /** A value that should be there and is not. */
    VALUE_MISSING((value, dice) -> ""),
    /** An exit without its code. No-shows keep theirs: without it they would count as students. */
    EXIT_CODE_MISSING((value, dice) -> value.equals("NOSHOW") ? null : ""),
    /** A number whose first digit is gone. */
    FIRST_DIGIT_LOST((value, dice) -> value.substring(1)),
    /** A language by its name, or by a name with a slip in it. */
    LANGUAGE_SPELLING(FamilyFaults::language),
    /** Who somebody is to the child, in the words of the family. */
    RELATIONSHIP_SPELLING(FamilyFaults::relationship),
    /** Street and Str. for St. */
    STREET_SPELLING(FamilyFaults::street),
    /** A PO box where the child should live. */
    STREET_IS_PO_BOX((value, dice) -> value.startsWith("PO ") ? null : "PO Box " + (1 + dice.below(900))),
    /** A city in another spelling. */
    CITY_SPELLING(FamilyFaults::city),
    /** A ZIP code of another state. */
    ZIP_ELSEWHERE((value, dice) -> value.startsWith("0") ? "9" + value.substring(1) : null),
    /** A day that lies a year earlier. */
    YEAR_BEFORE((value, dice) -> value.matches("\\d{4}-\\d{2}-\\d{2}")
            ? Integer.parseInt(value.substring(0, 4)) - 1 + value.substring(4)
            : null);

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Map<String, String> FAMILIAR = Map.ofEntries(
            Map.entry("Abigail", "Abby"),
            Map.entry("Alexander", "Alex"),
            Map.entry("Andrew", "Drew"),
            Map.entry("Benjamin", "Ben"),
            Map.entry("Charles", "Chuck"),
            Map.entry("Daniel", "Danny"),
            Map.entry("David", "Dave"),
            Map.entry("Eduardo", "Lalo"),
            Map.entry("Elizabeth", "Betsy"),
            Map.entry("Francisco", "Paco"),
            Map.entry("Guadalupe", "Lupe"),
            Map.entry("James", "Jim"),
            Map.entry("Joseph", "Joe"),
            Map.entry("Madison", "Maddie"));
    private static final Map<String, String> GRADE_WORDS = Map.of("PK", "Pre-K", "KG", "Kindergarten");

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
    private final Spoiling spoiling;

    private final boolean fills;

    FieldFault(Spoiling spoiling) {
        this(spoiling, false);
    }

    FieldFault(Spoiling spoiling, boolean fills) {
        this.spoiling = spoiling;
        this.fills = fills;
    }

    /** {@return what becomes of a value; null when this cannot happen to it} */
    @Nullable
    String spoil(@Nullable String value, Dice dice) {
        String clean = value == null ? "" : value;
        if (clean.isEmpty() != fills) {
            return null;
        }
        String dirty = spoiling.spoil(clean, dice);
        return clean.equals(dirty) ? null : dirty;
    }

    private static @Nullable String familiar(String value, Dice dice) {
        return FAMILIAR.get(value);
    }

    private static String grade(String value, Dice dice) {
        String words = GRADE_WORDS.get(value);
        if (words != null) {
            return dice.chance(0.5) ? words : value.equals("KG") ? "0K" : "PREK";
        }
        String number = value.startsWith("0") ? value.substring(1) : value;
        return value.startsWith("0") && dice.chance(0.6) ? number : "Grade " + number;
    }

    private static String sex(String value, Dice dice) {
        String initial = value.substring(0, 1).toUpperCase(Locale.ROOT);
        return dice.chance(0.5) ? initial : initial + value.substring(1);
    }

    private static @Nullable String americanDate(String value, Dice dice) {
        if (!value.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return null;
        }
        int month = Integer.parseInt(value.substring(5, 7));
        int day = Integer.parseInt(value.substring(8, 10));
        return month + "/" + day + "/" + value.substring(0, 4);
    }

    private static @Nullable String lostZeros(String value, Dice dice) {
        int zeros = 0;
        while (zeros < value.length() - 1 && value.charAt(zeros) == '0') {
            zeros++;
        }
        return zeros == 0 ? null : value.substring(zeros);
    }

    private static @Nullable String garbled(String value, Dice dice) {
        String read = new String(value.getBytes(StandardCharsets.UTF_8), WINDOWS);
        // Some bytes mean nothing in that encoding; a name with such a letter could never be read back.
        return read.indexOf('\uFFFD') >= 0 ? null : read;
    }

    private static String mailTypo(String value, Dice dice) {
        String name = value.replaceFirst("@.*", "");
        if (!value.endsWith(DistrictIdentity.MAIL)) {
            return name + (dice.chance(0.5) ? "@mail.exmaple" : "@@mail.example");
        }
        return switch (dice.below(3)) {
            case 0 -> name + "@distrct.example";
            case 1 -> name + "@district.exmaple";
            default -> name + "@@district.example";
        };
    }

    private static @Nullable String phoneFormat(String value, Dice dice) {
        if (value.length() < 12) {
            return null;
        }
        String area = value.substring(2, 5);
        String exchange = value.substring(5, 8);
        String line = value.substring(8);
        return switch (dice.below(4)) {
            case 0 -> "(" + area + ") " + exchange + "-" + line;
            case 1 -> area + "." + exchange + "." + line;
            case 2 -> area + "-" + exchange + "-" + line;
            default -> area + exchange + line;
        };
    }

    private static String status(String value, Dice dice) {
        return "active";
    }

    private static String jobTitle(String value, Dice dice) {
        return switch (dice.below(3)) {
            case 0 -> value.toUpperCase(Locale.ROOT);
            case 1 -> value.replace(",", "").replace("Teacher", "Tchr") + (value.contains("Teacher") ? "" : ".");
            default -> value.replace(", ", "-").replace("Elementary", "Elem") + (value.contains(", ") ? "" : " ");
        };
    }

    /** Makes a value that is not blank wrong. */
    @FunctionalInterface
    private interface Spoiling {
        @Nullable
        String spoil(String value, Dice dice);
    }
}
