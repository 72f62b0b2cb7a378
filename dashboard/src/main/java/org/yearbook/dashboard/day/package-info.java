/** Which day it is where the district is. */
@NullMarked
package org.yearbook.dashboard.day;

import org.jspecify.annotations.NullMarked;
