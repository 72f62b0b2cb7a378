/** The one door to DuckDB: nothing else in the warehouse imports its driver. */
@NullMarked
package org.yearbook.warehouse.engine;

import org.jspecify.annotations.NullMarked;
