/** The description of the API, as OpenAPI has it. */
@NullMarked
package org.yearbook.dashboard.api.description;

import org.jspecify.annotations.NullMarked;
