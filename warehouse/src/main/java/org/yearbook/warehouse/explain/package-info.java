/** Why a number changed: its move between two nights, years or versions, split exactly into what it comes from. */
@NullMarked
package org.yearbook.warehouse.explain;

import org.jspecify.annotations.NullMarked;
