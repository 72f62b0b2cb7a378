/** What a person sees when something is missing, forbidden or broken. */
@NullMarked
package org.yearbook.dashboard.page.fault;

import org.jspecify.annotations.NullMarked;
