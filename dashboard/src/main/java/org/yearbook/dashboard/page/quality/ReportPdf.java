package org.yearbook.dashboard.page.quality;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.yearbook.dashboard.print.TaggedPdf;

/** The report as a PDF for screen readers and printers. */
@Component
final class ReportPdf {

    private final ITemplateEngine templates;

    ReportPdf(ITemplateEngine templates) {
        this.templates = templates;
    }

    /** {@return the file} */
    byte[] of(PrintedReport report) {
        return TaggedPdf.of(
                templates.process("page/quality/printed", new Context(Locale.US, Map.of("printed", report))));
    }
}
