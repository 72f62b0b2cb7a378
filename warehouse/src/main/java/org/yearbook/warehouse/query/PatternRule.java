package org.yearbook.warehouse.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The engine tries every way in which the wildcards of LIKE and GLOB may fit, and cannot be stopped while it does. So
 * patterns are written out, and have few wildcards.
 */
final class PatternRule {

    private static final Set<String> LIKES = Set.of(
            "~~", "!~~", "~~*", "!~~*", "~~~", "like_escape", "not_like_escape", "ilike_escape", "not_ilike_escape");

    private static final int MOST_WILDCARDS = 4;

    private PatternRule() {}

    /** {@return the pattern, if the function compares with one} */
    static Optional<JsonNode> pattern(JsonNode function) {
        List<JsonNode> arguments = StatementTree.arguments(function);
        return LIKES.contains(StatementTree.functionName(function)) && arguments.size() > 1
                ? Optional.of(arguments.get(1))
                : Optional.empty();
    }

    static void check(List<JsonNode> patterns, List<@Nullable Object> parameters) {
        for (JsonNode pattern : patterns) {
            String text = StatementTree.textOf(pattern);
            boolean parameter = pattern.path("class").asString("").equals("PARAMETER");
            if (text == null && !parameter) {
                throw new QueryException(
                        "The pattern of LIKE and GLOB must be written out, as in LIKE 'A%'. To look for"
                                + " what another column holds, write contains(a, b), starts_with(a, b) or ends_with(a, b).");
            }
            if (text != null) {
                few(text);
            } else {
                parameters.forEach(value -> few(value instanceof String word ? word : ""));
            }
        }
    }

    private static void few(String pattern) {
        long wildcards =
                pattern.chars().filter(sign -> sign == '%' || sign == '*').count();
        if (wildcards > MOST_WILDCARDS) {
            throw new QueryException("A pattern may have " + MOST_WILDCARDS
                    + " wildcards at most. Write regexp_matches(text, 'a.*b.*c') instead.");
        }
    }
}
