package org.yearbook.ingest.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way from a row of JSON or XML to one of its values: {@code person.legalName.givenName}. A list on the way is gone
 * through element by element, or, with {@code [name=accounts:last_login_time]}, only those elements are taken in which
 * that field has that value. {@code ../} begins one element further out, {@code .} is the row itself.
 *
 * @param up how many elements further out the way begins
 * @param steps from there
 */
public record FieldPath(int up, List<Step> steps) {

    /** The row itself. */
    public static final FieldPath SELF = new FieldPath(0, List.of());

    private static final String UP = "../";
    private static final Pattern STEP =
            Pattern.compile("([^.\\[\\]=/\\s][^.\\[\\]=/]*)(?:\\[(?:([^\\[\\]=/]+)=([^\\[\\]]*))?])?(?:\\.(?=.)|$)");

    /**
     * One step.
     *
     * @param name of a field or element; in XML, {@code @name} is an attribute
     * @param selector which elements of a list are taken; null for all
     */
    public record Step(String name, @Nullable Selector selector) {}

    /**
     * Chooses elements of a list.
     *
     * @param field names of the fields that lead to the value, from the element
     * @param value what it must be
     */
    public record Selector(List<String> field, String value) {

        public Selector {
            field = List.copyOf(field);
        }
    }

    public FieldPath {
        steps = List.copyOf(steps);
    }

    /** {@return the path that {@code text} writes; none when it is no path} */
    public static Optional<FieldPath> parse(String text) {
        String rest = text.strip();
        int up = 0;
        while (rest.startsWith(UP)) {
            rest = rest.substring(UP.length());
            up++;
        }
        if (rest.equals(".")) {
            return Optional.of(new FieldPath(up, List.of()));
        }
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            matcher.region(at, rest.length());
            if (!matcher.lookingAt()) {
                return Optional.empty();
            }
            steps.add(step(matcher));
            at = matcher.end();
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new FieldPath(up, steps));
    }

    private static Step step(Matcher matcher) {
        String field = matcher.group(2);
        Selector selector =
                field == null ? null : new Selector(List.of(field.strip().split("\\.", -1)), matcher.group(3));
        return new Step(matcher.group(1), selector);
    }

    /** {@return the names on the way, without selectors} */
    public String names() {
        return steps.stream().map(Step::name).collect(Collectors.joining("."));
    }
}
