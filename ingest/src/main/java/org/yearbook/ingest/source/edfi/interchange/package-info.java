/** Ed-Fi interchange XML (data standard 3 to 5), turned into elements as the API writes them. */
@NullMarked
package org.yearbook.ingest.source.edfi.interchange;

import org.jspecify.annotations.NullMarked;
