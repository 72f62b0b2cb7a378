/** The rule book: what every rule of quality checks, and what it did last night. */
@NullMarked
package org.yearbook.dashboard.page.rules;

import org.jspecify.annotations.NullMarked;
