/** How numbers, dates, groups and standings are said to people. */
@NullMarked
package org.yearbook.dashboard.words;

import org.jspecify.annotations.NullMarked;
