/** JSON for the inbox: what an API answered page by page, as one document. */
@NullMarked
package org.yearbook.ingest.source.json;

import org.jspecify.annotations.NullMarked;
