package org.yearbook.warehouse.export;

import java.time.Instant;

/** That a person stands for a version: who, and when. */
public record Signature(String by, Instant at) {}
