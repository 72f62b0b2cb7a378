/** The description of the API, for people. */
@NullMarked
package org.yearbook.dashboard.page.api;

import org.jspecify.annotations.NullMarked;
