package org.yearbook.warehouse.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question, as somebody asks it.
 *
 * @param statement one reading statement; {@code ?} or {@code $1} stand for parameters
 * @param parameters their values in order: null, Boolean, Long, Integer, Double, BigDecimal, String, LocalDate,
 *     LocalDateTime or byte[]
 */
public record Asked(Asker asker, String statement, List<@Nullable Object> parameters, QuestionLimits limits) {

    public Asked {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }
}
