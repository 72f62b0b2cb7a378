/**
 * Ed-Fi: an ODS / API, asked for what changed, and folders of interchange XML. What is held of each resource between
 * nights is put together to rows of the district's entities, one file for each entity and school year.
 */
@NullMarked
package org.yearbook.ingest.source.edfi;

import org.jspecify.annotations.NullMarked;
