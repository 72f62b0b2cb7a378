package org.yearbook.dashboard.page.api;

import java.util.List;

/**
 * The description as a page.
 *
 * @param troubles what can be wrong with a call
 */
record ApiPage(String version, List<String> about, List<Section> sections, List<Kind> troubles) {

    record Section(String name, String about, List<Call> calls) {}

    /**
     * One address.
     *
     * @param scope what a token must be for; empty when none is needed
     */
    record Call(
            String id,
            String path,
            String summary,
            String about,
            String scope,
            List<Line> parameters,
            List<Line> fields) {}

    /** A parameter, or a part of an answer; parts of parts have names with dots. */
    record Line(String name, String type, String about) {}

    record Kind(String code, int status, String title) {}
}
