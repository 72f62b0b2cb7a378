package org.yearbook.definitions;

import java.math.BigDecimal;

/**
 * How far from its goal a value still has a status of its own.
 *
 * @param status near
 * @param margin in the metric's unit
 */
public record Threshold(String authority, String status, BigDecimal margin) {}
