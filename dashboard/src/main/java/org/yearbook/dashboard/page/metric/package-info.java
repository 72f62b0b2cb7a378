/** What a number means: its definitions over the years, its goals, its SQL. */
@NullMarked
package org.yearbook.dashboard.page.metric;

import org.jspecify.annotations.NullMarked;
