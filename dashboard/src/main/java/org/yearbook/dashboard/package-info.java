/** The server that people open in a browser: starts it, and says on the console how to sign in. */
@NullMarked
package org.yearbook.dashboard;

import org.jspecify.annotations.NullMarked;
