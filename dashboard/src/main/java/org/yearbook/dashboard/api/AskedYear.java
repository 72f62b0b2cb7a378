package org.yearbook.dashboard.api;

import java.util.List;
import org.yearbook.warehouse.answer.Answers;

/** The school year that a call asks for. */
public final class AskedYear {

    private AskedYear() {}

    /**
     * {@return the year asked for, else the latest that has numbers; empty where none has}
     *
     * @throws ApiException where the year asked for has none
     */
    public static String of(Answers answers, String asked) {
        List<String> years = answers.years();
        if (asked.isEmpty()) {
            return years.isEmpty() ? "" : years.get(0);
        }
        if (!years.contains(asked)) {
            throw ApiException.of(
                    Trouble.BAD_PARAMETER,
                    "There is no such schoolYear; these have numbers: " + String.join(", ", years) + ".");
        }
        return asked;
    }
}
