/** Who is who: pairs of records that rules leave to people. */
@NullMarked
package org.yearbook.dashboard.page.identity;

import org.jspecify.annotations.NullMarked;
