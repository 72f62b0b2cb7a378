/** Evaluates metric definitions over a publication's tables, year by year, under every version that applies. */
@NullMarked
package org.yearbook.warehouse.metric;

import org.jspecify.annotations.NullMarked;
