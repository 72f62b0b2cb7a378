/** What each number means: metrics with all their yearly versions, code sets by year, and the strict loader of both. */
@NullMarked
package org.yearbook.definitions;

import org.jspecify.annotations.NullMarked;
