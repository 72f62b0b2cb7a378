/** What can be asked by statements, and the statements that people keep. */
@NullMarked
package org.yearbook.dashboard.api.workbench;

import org.jspecify.annotations.NullMarked;
