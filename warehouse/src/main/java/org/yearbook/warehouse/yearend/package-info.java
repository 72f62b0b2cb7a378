/** Closing a school year, signing what moved since, and opening the next: what people do, over the publications. */
@NullMarked
package org.yearbook.warehouse.yearend;

import org.jspecify.annotations.NullMarked;
