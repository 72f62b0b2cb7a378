package org.yearbook.warehouse.query;

/**
 * Who asks. Never part of a statement or of a setting of the engine, where anybody could set it.
 *
 * @param name that they sign in with; turns are shared out by it
 * @param way how they came, such as {@code workbench}, {@code flight} or {@code command}; for the audit
 */
public record Asker(String name, String way) {}
