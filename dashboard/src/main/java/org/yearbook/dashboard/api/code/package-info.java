/** The standard codes that groups and records are written in. */
@NullMarked
package org.yearbook.dashboard.api.code;

import org.jspecify.annotations.NullMarked;
