package org.yearbook.warehouse.export;

import java.time.Instant;

/**
 * That a person stands for a version.
 *
 * @param manifest SHA-256 of the manifest that was signed, which has that of each file
 */
public record Signature(String by, Instant at, String manifest) {}
