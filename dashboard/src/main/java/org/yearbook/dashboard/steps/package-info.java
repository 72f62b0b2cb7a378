/** How to mend what a rule finds, in the screens of the system that a record comes from. */
@NullMarked
package org.yearbook.dashboard.steps;

import org.jspecify.annotations.NullMarked;
