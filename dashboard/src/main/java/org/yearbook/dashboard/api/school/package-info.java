/** Schools: their goals side by side, and each with everything that its page says. */
@NullMarked
package org.yearbook.dashboard.api.school;

import org.jspecify.annotations.NullMarked;
