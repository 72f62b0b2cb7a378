/** The move of a number, split into its causes. */
@NullMarked
package org.yearbook.dashboard.api.why;

import org.jspecify.annotations.NullMarked;
