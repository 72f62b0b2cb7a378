/** Who is who: records of two systems that may be one person. */
@NullMarked
package org.yearbook.dashboard.api.identity;

import org.jspecify.annotations.NullMarked;
