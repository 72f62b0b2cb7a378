package org.yearbook.dashboard.access;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** A way to sign in beside the password. Each lives in a room of its own and adds itself to the rules. */
public interface WayIn {

    /**
     * Adds the way.
     *
     * @param welcome what happens once somebody has proved who they are
     */
    void open(HttpSecurity http, Welcome welcome);
}
