/** Builds a publication, one DuckDB file per audience, beside the current one, checks it, and moves the pointer. */
@NullMarked
package org.yearbook.warehouse.publish;

import org.jspecify.annotations.NullMarked;
