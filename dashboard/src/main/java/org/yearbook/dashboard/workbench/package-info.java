/** What somebody asks in the browser, from the statement to the answer that is kept for a while. */
@NullMarked
package org.yearbook.dashboard.workbench;

import org.jspecify.annotations.NullMarked;
