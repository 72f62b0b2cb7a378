/** Search over everything that has a name of its own and is nobody's personal data. */
@NullMarked
package org.yearbook.dashboard.page.search;

import org.jspecify.annotations.NullMarked;
