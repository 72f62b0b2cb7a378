/** Who gets into the API: tokens, what they are for, and how many calls are answered. */
@NullMarked
package org.yearbook.dashboard.api.door;

import org.jspecify.annotations.NullMarked;
