package org.yearbook.dashboard.api.why;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.page.why.WhyQuestions.Chosen;
import org.yearbook.warehouse.explain.Question;

/**
 * Which move an address asks for. What is left open is what the page would show; what is named and not there is
 * refused, for it would be the answer to another question.
 *
 * @param from publication id, school year, or a version such as v1
 * @param to likewise
 * @param schoolYear of nights and versions
 * @param group dimension and value, such as el=true
 */
record AskedWhy(
        @Nullable String from,
        @Nullable String to,
        @Nullable String schoolYear,
        @Nullable String organizationId,
        @Nullable String group,
        @Nullable String authority) {

    Map<String, String> parameters() {
        var parameters = new HashMap<String, String>();
        put(parameters, "from", from);
        put(parameters, "to", to);
        put(parameters, "year", schoolYear);
        put(parameters, "school", organizationId);
        put(parameters, "group", group);
        put(parameters, "authority", authority);
        return parameters;
    }

    /** {@return what is compared}; refused when it is not what was named */
    Question question(Chosen chosen) {
        refuseOther("organizationId", organizationId, chosen.place().id());
        refuseOther("authority", authority, chosen.authority());
        refuseOther("schoolYear", schoolYear, String.valueOf(chosen.choices().schoolYear()));
        refuseOther(
                "group",
                group,
                chosen.group().dimension() + "=" + chosen.group().value());
        if (word(from).isEmpty() != word(to).isEmpty()) {
            throw ApiException.of(Trouble.BAD_PARAMETER, "Name from and to, or neither.");
        }
        Question question = chosen.question()
                .orElseThrow(() -> ApiException.of(Trouble.NOT_KNOWN, "There are no two numbers to compare here."));
        if (!word(from).isEmpty()
                && !new HashSet<>(List.of(named(question.from()), named(question.to())))
                        .equals(new HashSet<>(List.of(word(from), word(to))))) {
            throw ApiException.of(
                    Trouble.BAD_PARAMETER,
                    "from and to are both publications, both school years such as 2024-25, or both versions such as v1.");
        }
        return question;
    }

    private static String named(Question.Side side) {
        if (side.version() != null) {
            return "v" + side.version();
        }
        return side.publication() == null ? String.valueOf(side.schoolYear()) : side.publication();
    }

    private static void refuseOther(String name, @Nullable String asked, String found) {
        if (!word(asked).isEmpty() && !word(asked).equals(found)) {
            throw ApiException.of(Trouble.BAD_PARAMETER, "There is no such " + name + " here.");
        }
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private static String word(@Nullable String asked) {
        return asked == null ? "" : asked;
    }
}
