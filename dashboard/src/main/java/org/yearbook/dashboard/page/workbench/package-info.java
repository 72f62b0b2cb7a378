/** The workbench: an editor for statements, what they answered, what is kept of them, and what was asked lately. */
@NullMarked
package org.yearbook.dashboard.page.workbench;

import org.jspecify.annotations.NullMarked;
