package org.yearbook.dashboard.schedule;

import org.springframework.stereotype.Component;

/** Who tells what is due, and what is late. */
@Component
public record Watches(NightWatch nights, RefreshWatch refreshes) {}
