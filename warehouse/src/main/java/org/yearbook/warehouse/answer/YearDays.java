package org.yearbook.warehouse.answer;

import java.time.LocalDate;

/** A school year and its first and last day. */
public record YearDays(String schoolYear, LocalDate starts, LocalDate ends) {}
