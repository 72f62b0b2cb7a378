package org.yearbook.warehouse.export;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A record about a person, and where it stands in what was delivered.
 *
 * @param entity of which kind the record is
 * @param school that it names; empty when it names none
 * @param date from which it holds, or on which it happened; null when it has none
 * @param name of the program, test, action or job; empty when it has none
 * @param row the line; 0 where it is not known
 * @param counted the day of the delivery whose lines are counted, when another has come since in which the record is
 *     the same: it can stand on another line there; null when it is the last one
 */
public record Delivered(
        String entity,
        String school,
        @Nullable LocalDate date,
        String name,
        String source,
        String file,
        long row,
        @Nullable LocalDate counted) {}
