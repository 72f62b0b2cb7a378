/** Google Workspace: who has an account, and when it was last used (Admin SDK: Directory and Reports). */
@NullMarked
package org.yearbook.ingest.source.google;

import org.jspecify.annotations.NullMarked;
