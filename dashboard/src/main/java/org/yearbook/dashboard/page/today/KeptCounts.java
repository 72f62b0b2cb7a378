package org.yearbook.dashboard.page.today;

import org.springframework.stereotype.Component;

/** The counts that are kept until a night or a decision changes them. */
@Component
record KeptCounts(WorkCounts work, IssueCounts issues) {}
