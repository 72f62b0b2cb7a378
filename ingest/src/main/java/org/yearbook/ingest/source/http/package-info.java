/** Asking over HTTP: deadlines, limits, retries, redirects and credentials, the same for every kind of source. */
@NullMarked
package org.yearbook.ingest.source.http;

import org.jspecify.annotations.NullMarked;
