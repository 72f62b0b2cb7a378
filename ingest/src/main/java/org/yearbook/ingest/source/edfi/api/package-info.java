/** Asking an Ed-Fi ODS / API (5 to 7): where it is, what changed, and all pages of it. */
@NullMarked
package org.yearbook.ingest.source.edfi.api;

import org.jspecify.annotations.NullMarked;
