/** Knows again what is not kept. */
@NullMarked
package org.yearbook.dashboard.fingerprint;

import org.jspecify.annotations.NullMarked;
