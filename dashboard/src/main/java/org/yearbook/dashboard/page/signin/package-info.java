/** The door. */
@NullMarked
package org.yearbook.dashboard.page.signin;

import org.jspecify.annotations.NullMarked;
