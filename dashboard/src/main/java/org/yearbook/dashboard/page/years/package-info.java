/** School years: which are closed and what moved since, and what a new one still needs. */
@NullMarked
package org.yearbook.dashboard.page.years;

import org.jspecify.annotations.NullMarked;
