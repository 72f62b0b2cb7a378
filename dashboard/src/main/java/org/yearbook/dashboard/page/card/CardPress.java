package org.yearbook.dashboard.page.card;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.yearbook.dashboard.print.TaggedPdf;

/** A card as a PDF for screen readers and printers. The same card gives the same bytes. */
@Component
final class CardPress {

    private final ITemplateEngine templates;

    CardPress(ITemplateEngine templates) {
        this.templates = templates;
    }

    /** A card, and the night that it is of. */
    record Printed(CardPage page, LocalDate night) {}

    byte[] print(Printed printed) {
        CardPage.Head head = printed.page().head();
        String html = templates.process("page/card/printed", new Context(Locale.US, Map.of("page", printed.page())));
        return TaggedPdf.of(
                        html,
                        List.of(),
                        printed.night().atStartOfDay().toInstant(ZoneOffset.UTC),
                        head.publication() + " " + head.placeId() + " " + head.year())
                .file();
    }
}
