package org.yearbook.dashboard.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.state.Role;

/**
 * Which role and schools people get by what the identity provider says of them. The first rule that holds counts; where
 * none does, nothing opens.
 *
 * @param claim whose values the rules name, such as groups
 */
public record ClaimedRoles(String claim, List<Rule> rules) {

    public ClaimedRoles {
        rules = List.copyOf(rules);
    }

    /**
     * One rule.
     *
     * @param value of the claim, written as the provider writes it
     * @param schools organization ids; of no meaning for a role that sees the whole district
     * @param schoolsClaim whose values are organization ids; empty when {@code schools} are given
     */
    public record Rule(String value, Role role, Set<String> schools, String schoolsClaim) {

        public Rule {
            schools = Set.copyOf(schools);
        }
    }

    /** A role, and where. */
    public record Place(Role role, Set<String> schools) {

        public Place {
            schools = Set.copyOf(schools);
        }

        /** {@return the place for the audit trail: codes and numbers of schools} */
        public String words() {
            return schools.isEmpty() ? role.code() : role.code() + " " + String.join(",", new TreeSet<>(schools));
        }
    }

    /**
     * {@return the role of somebody}
     *
     * @param claims what the provider says, by claim; null for what it does not say
     * @param known organization ids of schools that there are
     */
    public Optional<Place> of(Function<String, @Nullable Object> claims, Set<String> known) {
        Set<String> values = values(claims.apply(claim));
        return rules.stream()
                .filter(rule -> values.contains(rule.value()))
                .findFirst()
                .flatMap(rule -> place(rule, claims, known));
    }

    private static Optional<Place> place(Rule rule, Function<String, @Nullable Object> claims, Set<String> known) {
        if (rule.role().districtWide()) {
            return Optional.of(new Place(rule.role(), Set.of()));
        }
        Set<String> schools = (rule.schoolsClaim().isEmpty()
                        ? rule.schools()
                        : values(claims.apply(rule.schoolsClaim())))
                .stream().filter(known::contains).collect(Collectors.toSet());
        // A role at schools without any school would see nothing and say nothing about why.
        return schools.isEmpty() ? Optional.empty() : Optional.of(new Place(rule.role(), schools));
    }

    private static Set<String> values(@Nullable Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.toSet());
        }
        return claim == null ? Set.of() : Set.of(claim.toString());
    }
}
