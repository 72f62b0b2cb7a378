/** The second factor that goes with a password: codes of an app (RFC 6238), and recovery codes for a day without it. */
@NullMarked
package org.yearbook.dashboard.access.factor;

import org.jspecify.annotations.NullMarked;
