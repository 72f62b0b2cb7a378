/** Today: what moved, what needs somebody, and how fresh it all is. */
@NullMarked
package org.yearbook.dashboard.page.today;

import org.jspecify.annotations.NullMarked;
