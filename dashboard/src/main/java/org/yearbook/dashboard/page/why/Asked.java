package org.yearbook.dashboard.page.why;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yearbook.dashboard.page.Link;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.explain.Question.Side;
import org.yearbook.warehouse.why.Choices;
import org.yearbook.warehouse.why.Choices.Group;

/**
 * What the address asks for; empty where it leaves it to the page.
 *
 * @param compare nights, years or versions
 * @param from publication id, school year, or a version such as v1
 * @param to likewise
 * @param year school year of nights and versions
 * @param school organization id
 * @param group dimension and value, such as el=true
 */
record Asked(
        String metric,
        String compare,
        String from,
        String to,
        String year,
        String school,
        String group,
        String authority) {

    static final Group EVERYBODY = new Group("all", "all");

    private static final Pattern YEAR = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern VERSION = Pattern.compile("v\\d{1,4}");
    private static final Pattern NIGHT = Pattern.compile("\\d{8}T\\d{6}-\\w{1,40}");

    static Asked of(String metric, Map<String, String> parameters) {
        return new Asked(
                metric,
                parameters.getOrDefault("compare", ""),
                parameters.getOrDefault("from", ""),
                parameters.getOrDefault("to", ""),
                parameters.getOrDefault("year", ""),
                parameters.getOrDefault("school", ""),
                parameters.getOrDefault("group", ""),
                parameters.getOrDefault("authority", ""));
    }

    /** What is compared with what. */
    enum Kind {
        NIGHTS("Two nights"),
        YEARS("Two school years"),
        VERSIONS("Two definitions");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String code) {
            for (Kind kind : values()) {
                if (kind.code().equals(code)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        private static Optional<Kind> ofSide(String text) {
            if (NIGHT.matcher(text).matches()) {
                return Optional.of(NIGHTS);
            }
            if (YEAR.matcher(text).matches()) {
                return Optional.of(YEARS);
            }
            return VERSION.matcher(text).matches() ? Optional.of(VERSIONS) : Optional.empty();
        }

        static Kind of(Question question) {
            if (question.from().version() != null) {
                return VERSIONS;
            }
            return question.from().publication() != null ? NIGHTS : YEARS;
        }
    }

    /** {@return the group asked for, if there is a number of it} */
    Group group(Choices choices) {
        String[] words = group.split("=", 2);
        return words.length < 2
                ? EVERYBODY
                : choices.groups().stream()
                        .filter(found -> found.dimension().equals(words[0])
                                && found.value().equals(words[1]))
                        .findFirst()
                        .orElse(EVERYBODY);
    }

    /** {@return the group as the address has it, known or not} */
    Group wantedGroup() {
        String[] words = group.split("=", 2);
        return words.length < 2 ? EVERYBODY : new Group(words[0], words[1]);
    }

    /** {@return what to compare; nothing when there are no two numbers} */
    Optional<Question> question(Choices choices, String organization, String whose, Group of) {
        Optional<Kind> sides = Kind.ofSide(from).filter(kind -> Kind.ofSide(to).equals(Optional.of(kind)));
        Optional<Kind> wanted = Kind.of(compare).or(() -> sides);
        if (wanted.isEmpty()) {
            return choices.usual(metric, whose, organization, of);
        }
        Kind kind = wanted.get();
        String[] ends = sides.filter(kind::equals).isPresent() ? new String[] {from, to} : usual(kind, choices);
        if (ends.length < 2) {
            return Optional.empty();
        }
        boolean turned = kind == Kind.VERSIONS
                ? Integer.parseInt(ends[0].substring(1)) > Integer.parseInt(ends[1].substring(1))
                : ends[0].compareTo(ends[1]) > 0;
        return Optional.of(new Question(
                metric,
                whose,
                organization,
                of.dimension(),
                of.value(),
                side(ends[turned ? 1 : 0], choices.schoolYear()),
                side(ends[turned ? 0 : 1], choices.schoolYear())));
    }

    private String[] usual(Kind kind, Choices choices) {
        return switch (kind) {
            case NIGHTS ->
                choices.usual(metric, "", "", EVERYBODY)
                        .filter(question -> question.from().publication() != null)
                        .map(question -> new String[] {
                            String.valueOf(question.from().publication()),
                            String.valueOf(question.to().publication())
                        })
                        .orElseGet(() -> choices.nights().size() < 2
                                ? new String[0]
                                : new String[] {
                                    choices.nights().get(1).publication(),
                                    choices.nights().get(0).publication()
                                });
            case YEARS ->
                choices.years().size() < 2
                        ? new String[0]
                        : new String[] {
                            choices.years().get(1).schoolYear(),
                            choices.years().get(0).schoolYear()
                        };
            case VERSIONS -> {
                int size = choices.versions().size();
                yield size < 2
                        ? new String[0]
                        : new String[] {
                            "v" + choices.versions().get(size - 2).version(),
                            "v" + choices.versions().get(size - 1).version()
                        };
            }
        };
    }

    private static Side side(String text, String year) {
        if (YEAR.matcher(text).matches()) {
            return Side.year(text);
        }
        return VERSION.matcher(text).matches()
                ? new Side(null, year, Integer.valueOf(text.substring(1)))
                : new Side(text, year, null);
    }

    /** {@return how a side stands in the address} */
    static String text(Side side) {
        if (side.version() != null) {
            return "v" + side.version();
        }
        return side.publication() == null ? String.valueOf(side.schoolYear()) : side.publication();
    }

    /** {@return the address of a question, on a page or in a file} */
    static Link link(String path, Question question, boolean wholeDistrict, boolean firstAuthority) {
        boolean ofOneYear = Kind.of(question) != Kind.YEARS;
        return Link.to(path)
                .with("from", text(question.from()))
                .with("to", text(question.to()))
                .with("year", ofOneYear ? String.valueOf(question.to().schoolYear()) : "")
                .with("school", wholeDistrict ? "" : question.organization())
                .with("group", question.dimension().equals("all") ? "" : question.dimension() + "=" + question.group())
                .with("authority", firstAuthority ? "" : question.authority());
    }
}
