/** Knows by its fingerprint what was seen before. */
@NullMarked
package org.yearbook.warehouse.fingerprint;

import org.jspecify.annotations.NullMarked;
