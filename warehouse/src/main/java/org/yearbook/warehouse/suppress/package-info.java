/** Hides what would speak of too few people, and what would let it be worked out, before anything is shared. */
@NullMarked
package org.yearbook.warehouse.suppress;

import org.jspecify.annotations.NullMarked;
