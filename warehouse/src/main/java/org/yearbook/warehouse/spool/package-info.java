/** Answers that are kept for a while, each in a file of its own: to be paged through, drawn and taken away. */
@NullMarked
package org.yearbook.warehouse.spool;

import org.jspecify.annotations.NullMarked;
