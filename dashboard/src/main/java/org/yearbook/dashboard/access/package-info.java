/** Who is asking: sign-in, the person behind each request, and the headers that protect the browser. */
@NullMarked
package org.yearbook.dashboard.access;

import org.jspecify.annotations.NullMarked;
