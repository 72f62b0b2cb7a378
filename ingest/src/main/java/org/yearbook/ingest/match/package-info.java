/** One person in several systems: recognized by declared rules, shown to people where rules do not suffice. */
@NullMarked
package org.yearbook.ingest.match;

import org.jspecify.annotations.NullMarked;
