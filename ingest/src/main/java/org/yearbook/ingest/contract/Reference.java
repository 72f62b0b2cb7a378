package org.yearbook.ingest.contract;

/**
 * Where a field points.
 *
 * @param entity the entity pointed at
 * @param field its field that must hold the value
 */
public record Reference(String entity, String field) {}
