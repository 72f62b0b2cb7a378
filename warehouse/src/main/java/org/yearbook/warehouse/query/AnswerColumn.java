package org.yearbook.warehouse.query;

/**
 * A column of an answer.
 *
 * @param name its label; need not be the only one of that name
 * @param type as DuckDB names it, such as {@code DECIMAL(9,2)} or {@code VARCHAR[]}
 * @param jdbcType of {@link java.sql.Types}
 * @param precision of a decimal; 0 of others
 * @param scale of a decimal; 0 of others
 */
public record AnswerColumn(String name, String type, int jdbcType, int precision, int scale) {}
