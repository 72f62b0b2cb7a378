package org.yearbook.dashboard.page.quality;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * The report as a PDF for screen readers and printers: tagged (PDF/UA), with its own letters, so that names look right
 * wherever it is opened. It loads nothing from anywhere.
 */
@Component
final class ReportPdf {

    private static final String FONT = "Liberation Sans";
    private static final String FOLDER = "/liberation/LiberationSans-";
    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    private final ITemplateEngine templates;

    ReportPdf(ITemplateEngine templates) {
        this.templates = templates;
    }

    /** {@return the file} */
    byte[] of(PrintedReport report) {
        String html = templates.process("page/quality/printed", new Context(Locale.US, Map.of("printed", report)));
        // Its notes would hold pieces of records, and go to the server's log.
        XRLog.setLoggingEnabled(false);
        var out = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder();
        builder.usePdfUaAccessibility(true);
        builder.withProducer("Yearbook");
        builder.useReplacementText("\u25A1");
        builder.useFont(font("Regular"), FONT, REGULAR, FontStyle.NORMAL, true);
        builder.useFont(font("Bold"), FONT, BOLD, FontStyle.NORMAL, true);
        builder.useExternalResourceAccessControl(
                (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.withHtmlContent(XmlText.of(html), null);
        builder.toStream(out);
        try {
            builder.run();
        } catch (IOException e) {
            throw new IllegalStateException("The report could not be laid out as a PDF", e);
        }
        return out.toByteArray();
    }

    private static FSSupplier<InputStream> font(String style) {
        return () -> {
            InputStream in = ReportPdf.class.getResourceAsStream(FOLDER + style + ".ttf");
            if (in == null) {
                throw new IllegalStateException("The program lacks its own letters");
            }
            return in;
        };
    }
}
