/** How analysts connect their own tools, with the connection filled in. */
@NullMarked
package org.yearbook.dashboard.page.connect;

import org.jspecify.annotations.NullMarked;
