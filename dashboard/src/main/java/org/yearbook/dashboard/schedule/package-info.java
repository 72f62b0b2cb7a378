/** When the next night is due, whether one is missing, and the process that the server starts for it. */
@NullMarked
package org.yearbook.dashboard.schedule;

import org.jspecify.annotations.NullMarked;
