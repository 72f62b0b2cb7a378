/** What is wrong with the records, what to do about it, and where every delivered row went. */
@NullMarked
package org.yearbook.dashboard.page.quality;

import org.jspecify.annotations.NullMarked;
