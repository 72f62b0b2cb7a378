package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What pages ask of the publication: aggregates, and what is asked a second time is known. */
class PagesReadLittleTest {

    private static final String STATEMENTS = "org.yearbook.warehouse.engine.StatementLog";
    /** The pages that list records ask for them each time, since records are not kept; the others ask nothing twice. */
    private static final Map<String, Integer> LISTS =
            Map.of("/quality", 12, "/quality?severity=major&status=all", 12, "/technology", 10, "/who-is-who", 3);

    private static final List<String> PAGES = List.of(
            "/",
            "/boards",
            "/leadership",
            "/leadership?metric=chronic_absence_rate",
            "/schools",
            "/schools/0101",
            "/metrics",
            "/metrics/chronic_absence_rate",
            "/quality",
            "/quality?severity=major&status=all",
            "/quality/rules",
            "/quality/values",
            "/technology",
            "/who-is-who",
            "/administration/schools",
            "/administration/sources",
            "/search?q=absent");

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(STATEMENTS);
    private static final List<String> TOLD = Collections.synchronizedList(new ArrayList<>());
    private static final AppenderBase<ILoggingEvent> LISTENER = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            TOLD.add(event.getFormattedMessage());
        }
    };

    private static Visitor visitor;

    @BeforeAll
    static void listen() {
        visitor = TestServer.shared().visitor("demo-admin");
        LISTENER.start();
        LOGGER.setLevel(Level.DEBUG);
        LOGGER.setAdditive(false);
        LOGGER.addAppender(LISTENER);
    }

    @AfterAll
    static void stop() {
        LOGGER.detachAppender(LISTENER);
        LOGGER.setAdditive(true);
        LOGGER.setLevel(null);
    }

    private static List<String> asked(String page) {
        TOLD.clear();
        assertThat(visitor.get(page).statusCode()).as(page).isEqualTo(200);
        return List.copyOf(TOLD);
    }

    @Test
    void whatAPageAskedOnceItDoesNotAskAgainAndFactsAreNotAskedFor() {
        for (String page : PAGES) {
            List<String> first = asked(page);
            assertThat(first)
                    .as("%s counts no issues one by one", page)
                    .filteredOn(statement -> statement.contains("\"quality_issue\""))
                    .hasSizeLessThanOrEqualTo(2);
            if (!page.equals("/technology") && !page.equals("/")) {
                assertThat(first).as(page).noneMatch(statement -> statement.contains("fact_"));
            }
            assertThat(asked(page)).as("%s a second time", page).hasSizeLessThanOrEqualTo(LISTS.getOrDefault(page, 1));
        }
    }
}
