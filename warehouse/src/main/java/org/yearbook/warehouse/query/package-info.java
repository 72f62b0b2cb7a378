/** One read-only statement of an analyst on one audience's file, within limits. */
@NullMarked
package org.yearbook.warehouse.query;

import org.jspecify.annotations.NullMarked;
