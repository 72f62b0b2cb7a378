package org.yearbook.warehouse.export;

import java.time.Instant;

/**
 * Why a number is right although it changed so much since last year. It holds for the very change that was looked at.
 *
 * @param key of the finding
 * @param what the finding said
 */
public record Explanation(String key, String what, String text, String by, Instant at) {}
