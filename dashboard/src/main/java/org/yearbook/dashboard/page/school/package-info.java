/** Everything about one school on one screen, and the schools side by side. */
@NullMarked
package org.yearbook.dashboard.page.school;

import org.jspecify.annotations.NullMarked;
