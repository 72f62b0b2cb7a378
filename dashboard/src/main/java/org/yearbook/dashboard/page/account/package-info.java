/** One's own password. */
@NullMarked
package org.yearbook.dashboard.page.account;

import org.jspecify.annotations.NullMarked;
