/** Spoilt input for every reader of what comes from outside: seeded, so that what went wrong once can be had again. */
@NullMarked
package org.yearbook.fuzz;

import org.jspecify.annotations.NullMarked;
