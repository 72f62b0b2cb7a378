package org.yearbook.dashboard.page.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;
import org.yearbook.warehouse.home.DistrictHome;

class FaultPagesTest {

    @Test
    void whoeverAsksWhenTooMuchIsAskedLearnsThatAndWhenToAskAgain() {
        var response = new MockHttpServletResponse();
        var model = new ExtendedModelMap();
        String page = new FaultPages(new DistrictHome(Path.of("nowhere"))).busy(response, model);
        assertThat(page).isEqualTo("page/fault/page");
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(model.get("text")).asString().contains("Nothing was changed", "reload");
    }
}
