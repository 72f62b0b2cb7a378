package org.yearbook.warehouse.answer;

import java.time.LocalDate;

/**
 * One month of a number.
 *
 * @param month its first day
 * @param through the last day on record in it
 * @param soFar whether it counts from the first day of the school year, and not the month alone
 * @param point the value, and the school year that it belongs to
 */
public record MonthPoint(LocalDate month, LocalDate through, boolean soFar, Point point) {}
