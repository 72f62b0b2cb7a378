/** Why a number changed: its move in parts, and who is behind each for whoever may know. */
@NullMarked
package org.yearbook.dashboard.page.why;

import org.jspecify.annotations.NullMarked;
