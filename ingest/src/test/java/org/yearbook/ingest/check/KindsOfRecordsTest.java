package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.warehouse.publish.Publisher;

/** A finding about a record without a kind is seen by nobody but those who see everything. */
class KindsOfRecordsTest {

    private static final Pattern KIND =
            Pattern.compile("\\('(\\w+)', '(students|discipline|schools|staff|technology|finance|forms|files)'\\)");
    /** Users of a roster are of two kinds, by their roles. */
    private static final String USER = "roster_user";

    @Test
    void whatAShippedContractDeliversOrAShippedRuleSpeaksOfHasAKind() throws IOException {
        Set<String> entities = new TreeSet<>();
        Contracts.load(Path.of("none")).all().stream().map(Contract::entity).forEach(entities::add);
        ShippedRules.all().forEach(rule -> entities.add(rule.entity()));
        entities.remove(USER);
        assertThat(entities).contains("student_absence", "roster_role", "user_profile", "school_enrollment");
        assertThat(kinds()).containsAll(entities);
    }

    private static Set<String> kinds() throws IOException {
        try (InputStream script = Publisher.class.getResourceAsStream("quality-kinds.sql")) {
            String text = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
            Set<String> kinds = new TreeSet<>();
            KIND.matcher(text).results().forEach(found -> kinds.add(found.group(1)));
            return kinds;
        }
    }
}
