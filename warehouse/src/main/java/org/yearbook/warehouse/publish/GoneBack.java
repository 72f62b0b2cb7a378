package org.yearbook.warehouse.publish;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Why an earlier publication is in force than the last one.
 *
 * @param from the last publication
 * @param fromAsOf the day of its numbers
 * @param by who decided
 * @param at when
 * @param reason in their words; everybody who reads numbers sees it
 */
public record GoneBack(String from, LocalDate fromAsOf, String by, Instant at, String reason) {}
