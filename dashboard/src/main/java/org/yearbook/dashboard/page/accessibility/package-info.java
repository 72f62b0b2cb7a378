/** What the pages do for everybody, and what they do not yet. */
@NullMarked
package org.yearbook.dashboard.page.accessibility;

import org.jspecify.annotations.NullMarked;
