/** The server's own small database: people, what they may see, and what they looked at. */
@NullMarked
package org.yearbook.dashboard.state;

import org.jspecify.annotations.NullMarked;
