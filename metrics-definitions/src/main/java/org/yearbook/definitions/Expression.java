package org.yearbook.definitions;

/**
 * A piece of SQL as a definition gives it.
 *
 * @param sql one value or one condition over the columns of a dataset
 * @param place where it stands
 */
public record Expression(String sql, Place place) {}
