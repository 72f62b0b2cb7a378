/** Microsoft 365: who has an account, and when it was last used (Microsoft Graph). */
@NullMarked
package org.yearbook.ingest.source.microsoft;

import org.jspecify.annotations.NullMarked;
