/** Where deliveries come from: the inbox that people fill, and the systems that are asked. */
@NullMarked
package org.yearbook.ingest.source;

import org.jspecify.annotations.NullMarked;
