/** What every page has around it. */
@NullMarked
package org.yearbook.dashboard.page;

import org.jspecify.annotations.NullMarked;
