/** Sign-in by passkeys: making one for one's own account, and opening the door with it. */
@NullMarked
package org.yearbook.dashboard.access.passkey;

import org.jspecify.annotations.NullMarked;
