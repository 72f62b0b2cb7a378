/** Typed, read-only questions over the publication in force: what a page shows, it asks here. */
@NullMarked
package org.yearbook.warehouse.answer;

import org.jspecify.annotations.NullMarked;
