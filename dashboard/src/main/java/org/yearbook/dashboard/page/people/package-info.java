/** Who may sign in, and what they may see. */
@NullMarked
package org.yearbook.dashboard.page.people;

import org.jspecify.annotations.NullMarked;
