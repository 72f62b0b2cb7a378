package org.yearbook.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PagesTest {

    private static final Link LIST = Link.to("/list").with("kind", "staff");

    @Test
    void theFirstPageIsTheListItselfAndNothingIsBeforeIt() {
        assertThat(Pages.of(LIST, "", 1, 3)).isEqualTo(new Pages("Page 1 of 3", "", "/list?kind=staff&page=2"));
        assertThat(Pages.of(LIST, "#rows", 2, 3))
                .isEqualTo(new Pages("Page 2 of 3", "/list?kind=staff#rows", "/list?kind=staff&page=3#rows"));
    }

    @Test
    void nothingIsAfterTheLast() {
        assertThat(Pages.of(LIST, "", 3, 3)).isEqualTo(new Pages("Page 3 of 3", "/list?kind=staff&page=2", ""));
    }

    @Test
    void aListWithoutRowsHasOnePageAndAFullOneNoEmptyPage() {
        assertThat(Pages.last(0, 10)).isEqualTo(1);
        assertThat(Pages.last(10, 10)).isEqualTo(1);
        assertThat(Pages.last(11, 10)).isEqualTo(2);
    }
}
