package org.yearbook.dashboard.page.quality;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.IssueFilter;

/**
 * Which issues the address asks for; empty leaves a filter out.
 *
 * @param cause rule, entity and field behind one another, for issues that one way of mending would close
 * @param page counts from 1
 */
record Asked(String school, String owner, String rule, String cause, String severity, String status, int page) {

    private static final Set<String> STATES =
            Set.of("open", "mine", "new", "reopened", "assigned", "waiting", "excepted", "fixed", "all");
    private static final String OPEN = "open";

    /** {@return what the parameters of a request ask for; what makes no sense is left out} */
    static Asked of(Map<String, String> parameters) {
        String status = parameters.getOrDefault("status", OPEN);
        String page = parameters.getOrDefault("page", "1");
        return new Asked(
                parameters.getOrDefault("school", ""),
                parameters.getOrDefault("owner", ""),
                parameters.getOrDefault("rule", ""),
                parameters.getOrDefault("cause", ""),
                parameters.getOrDefault("severity", ""),
                STATES.contains(status) ? status : "resolved".equals(status) ? "fixed" : OPEN,
                page.matches("\\d{1,6}") ? Math.max(1, Integer.parseInt(page)) : 1);
    }

    /** {@return the address of issues that one way of mending would close} */
    static String cause(String rule, String entity, String field) {
        return rule + "/" + entity + "/" + field;
    }

    Asked withPage(int changed) {
        return new Asked(school, owner, rule, cause, severity, status, changed);
    }

    /** {@return the issues to list} What one cause explains stands apart, unless somebody asks for it. */
    IssueFilter filter(Person person) {
        String[] parts = cause.split("/", 3);
        boolean known = parts.length == 3;
        var filter = new IssueFilter(
                school,
                owner,
                known ? parts[0] : rule,
                known ? parts[1] : "",
                known ? parts[2] : "",
                severity,
                "all".equals(status) ? "" : status,
                person.id(),
                false);
        return apart() ? filter.withoutOneCause() : filter;
    }

    /** {@return what the report speaks of: its place and who answers for it} */
    IssueFilter report() {
        return IssueFilter.open().withSchool(school).withOwner(owner);
    }

    /** {@return whether issues that one cause explains are left out of the list} */
    boolean apart() {
        return OPEN.equals(status) && rule.isEmpty() && cause.isEmpty();
    }

    Link link() {
        return parameters("/quality").with("status", OPEN.equals(status) ? "" : status);
    }

    /** {@return the address of the report without any filter of the list} */
    Link reportLink() {
        return Link.to("/quality").with("school", school).with("owner", owner);
    }

    /** {@return the same question as a file} */
    String file(String ending) {
        return parameters("/quality." + ending).with("status", status).toString();
    }

    private Link parameters(String path) {
        return Link.to(path)
                .with("school", school)
                .with("owner", owner)
                .with("rule", rule)
                .with("cause", cause)
                .with("severity", severity);
    }

    boolean filtered() {
        return !(school + owner + rule + cause + severity).isEmpty() || !OPEN.equals(status);
    }

    /** {@return the filter as the audit keeps it} */
    String words() {
        return named().entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(" "));
    }

    /** {@return every part by its name in the address, in order} */
    Map<String, String> named() {
        var named = new LinkedHashMap<String, String>();
        named.put("school", school);
        named.put("owner", owner);
        named.put("rule", rule);
        named.put("cause", cause);
        named.put("severity", severity);
        named.put("status", status);
        return named;
    }
}
