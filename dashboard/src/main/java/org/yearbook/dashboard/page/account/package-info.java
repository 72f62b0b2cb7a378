/** One's own password, and how often one gets mail. */
@NullMarked
package org.yearbook.dashboard.page.account;

import org.jspecify.annotations.NullMarked;
