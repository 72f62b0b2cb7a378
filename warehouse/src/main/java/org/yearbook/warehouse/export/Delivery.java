package org.yearbook.warehouse.export;

import java.time.Instant;

/**
 * That a version was handed on.
 *
 * @param to where, without any secret
 */
public record Delivery(String to, String by, Instant at) {}
