/** What administrators look after: schools, sources, schedules, the audit trail, and who saw whom. */
@NullMarked
package org.yearbook.dashboard.page.administration;

import org.jspecify.annotations.NullMarked;
