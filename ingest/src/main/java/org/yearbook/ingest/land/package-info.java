/** Takes what lies in the inbox, refuses what is unsafe or no delivery, and keeps every row as delivered. */
@NullMarked
package org.yearbook.ingest.land;

import org.jspecify.annotations.NullMarked;
