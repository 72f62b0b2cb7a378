package org.yearbook.dashboard.words;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Student groups as people call them. Data names them by code or by label; both are understood. */
public final class Groups {

    /** Groups that somebody is in or not; all are told together. */
    public static final List<String> PROGRAMS =
            List.of("el", "swd", "econ_disadvantaged", "homeless", "foster", "migrant", "military");

    private static final List<String> GRADES = List.of(
            "IT", "PR", "PK", "TK", "KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13",
            "PS", "UG", "OTHER");
    private static final Map<String, String> GRADE_WORDS = Map.of(
            "IT", "Infant/toddler",
            "PR", "Preschool",
            "PK", "Pre-kindergarten",
            "TK", "Transitional kindergarten",
            "KG", "Kindergarten",
            "PS", "Postsecondary",
            "UG", "Ungraded",
            "OTHER", "Other");
    private static final Map<String, String> RACES = Map.of(
            "hispanicorlatinoethnicity", "Hispanic/Latino",
            "blackorafricanamerican", "Black or African American",
            "americanindianoralaskanative", "American Indian or Alaska Native",
            "demographicracetwoormoreraces", "Two or More Races",
            "nativehawaiianorotherpacificislander", "Native Hawaiian or Other Pacific Islander",
            "asian", "Asian",
            "white", "White");
    private static final Map<String, String> SEXES = Map.of(
            "f", "Female",
            "female", "Female",
            "m", "Male",
            "male", "Male",
            "x", "Nonbinary",
            "nonbinary", "Nonbinary",
            "other", "Another sex",
            "unspecified", "Sex not stated");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^a-z]");

    private Groups() {}

    /** {@return what a dimension is called, as a heading} */
    public static String dimension(String dimension) {
        return switch (dimension) {
            case "race_ethnicity" -> "Race and ethnicity";
            case "grade_level" -> "Grade";
            case "sex" -> "Sex";
            case "staff_classification" -> "Kind of work";
            case "entity" -> "Kind of record";
            case "program" -> "Programs";
            default -> program(dimension);
        };
    }

    /**
     * {@return what those are called who are not in a program, where they stand in a list with those of other programs}
     */
    public static String others(String program) {
        return switch (program) {
            case "swd" -> "Students without disabilities";
            case "el" -> "Not English learners";
            case "migrant" -> "Not migratory students";
            default -> "Not " + program(program).toLowerCase(Locale.ROOT);
        };
    }

    private static String program(String dimension) {
        return switch (dimension) {
            case "el" -> "English learners";
            case "swd" -> "Students with disabilities";
            case "econ_disadvantaged" -> "Economically disadvantaged";
            case "homeless" -> "Experiencing homelessness";
            case "foster" -> "In foster care";
            case "migrant" -> "Migratory students";
            case "military" -> "Military-connected";
            default -> spelled(dimension);
        };
    }

    /** {@return what a value of a dimension is called} */
    public static String value(String dimension, String value) {
        if (PROGRAMS.contains(dimension)) {
            return yes(value) ? program(dimension) : "All others";
        }
        return switch (dimension) {
            case "race_ethnicity" ->
                RACES.getOrDefault(
                        NOT_LETTERS.matcher(value.toLowerCase(Locale.ROOT)).replaceAll(""), value);
            case "grade_level" -> grade(value);
            case "sex" -> SEXES.getOrDefault(value.toLowerCase(Locale.ROOT), value);
            default -> yes(value) ? spelled(dimension) : "false".equalsIgnoreCase(value) ? "All others" : value;
        };
    }

    /** {@return the place of a value among those of its dimension; grades go up, the rest is as it comes} */
    public static int rank(String dimension, String value) {
        if (!"grade_level".equals(dimension)) {
            return 0;
        }
        int rank = GRADES.indexOf(value.toUpperCase(Locale.ROOT));
        return rank < 0 ? GRADES.size() : rank;
    }

    /** {@return whether a value says that somebody is in the group} */
    public static boolean yes(String value) {
        return "true".equalsIgnoreCase(value) || "yes".equalsIgnoreCase(value);
    }

    private static String grade(String value) {
        String code = value.toUpperCase(Locale.ROOT);
        if (GRADE_WORDS.containsKey(code)) {
            return GRADE_WORDS.getOrDefault(code, value);
        }
        return code.matches("\\d{1,2}") ? "Grade " + Integer.parseInt(code) : value;
    }

    private static String spelled(String name) {
        String words = name.replace('_', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
