package org.yearbook.ingest.contract;

import org.jspecify.annotations.Nullable;

/**
 * A rule of the contract itself, beside those that follow from its types, keys and code sets.
 *
 * @param id the rule id shown to people, for example {@code ATT-01}
 * @param field the field that it judges; null for the whole row
 * @param query a condition in SQL that every good row fulfils, over the entity's fields, the same as delivered (<code>
 *     raw_</code> before the name) and {@code delivery_mode} (bulk or delta, for OneRoster)
 * @param suggest what the field should hold, in SQL over the same fields; null when only a person can say
 * @param severity block, major, minor or warning
 * @param clerkText what the clerk reads
 * @param fixText what to do about it
 * @param ownerRole who does it
 */
public record QualityRule(
        String id,
        @Nullable String field,
        String query,
        @Nullable String suggest,
        String severity,
        String clerkText,
        String fixText,
        String ownerRole) {}
