package org.yearbook.warehouse.answer;

import java.math.BigDecimal;

/**
 * A student group that does less well than all students of its school.
 *
 * @param dimension and value of the group, as the data names them
 * @param point the group's number
 * @param all the number of all students of the school
 * @param difference the group's less the school's, as a fraction; its sign is the unwanted one
 */
public record GroupGap(
        Metric metric, String dimension, String value, Point point, BigDecimal all, BigDecimal difference) {}
