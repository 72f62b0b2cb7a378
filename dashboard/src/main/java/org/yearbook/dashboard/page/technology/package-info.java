/**
 * What the technology office has to do: accounts, names, applications, agreements and licences, as lists to work off.
 */
@NullMarked
package org.yearbook.dashboard.page.technology;

import org.jspecify.annotations.NullMarked;
