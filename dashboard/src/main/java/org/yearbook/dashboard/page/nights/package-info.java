/** What the last night took in, how long it took, and how recent each source is. */
@NullMarked
package org.yearbook.dashboard.page.nights;

import org.jspecify.annotations.NullMarked;
