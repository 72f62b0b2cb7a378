/** Metric definitions for other programs and for paper: open semantic interchange, dbt, a data dictionary. */
@NullMarked
package org.yearbook.warehouse.exchange;

import org.jspecify.annotations.NullMarked;
