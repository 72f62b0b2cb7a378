package org.yearbook.dashboard.print;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.w3c.dom.Element;
import org.yearbook.dashboard.chart.Picture;

/**
 * HTML as a PDF for screen readers and printers: tagged (PDF/UA), with its own letters, so that names look right
 * wherever it is opened. It loads nothing from anywhere.
 */
public final class TaggedPdf {

    private static final String FONT = "Liberation Sans";
    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    private TaggedPdf() {}

    /** {@return the file} */
    public static byte[] of(String html) {
        var out = new ByteArrayOutputStream();
        try {
            builder(html, List.of()).toStream(out).run();
        } catch (IOException e) {
            throw new IllegalStateException("The pages could not be laid out as a PDF", e);
        }
        return out.toByteArray();
    }

    /** A file, and how many pages it has. */
    public static final class Printed {

        private final byte[] file;
        private final int pages;

        private Printed(byte[] file, int pages) {
            this.file = file;
            this.pages = pages;
        }

        /** {@return the file itself, not a copy} */
        public byte[] file() {
            return file;
        }

        public int pages() {
            return pages;
        }
    }

    /**
     * {@return the file; the same html, pictures and time give the same bytes}
     *
     * @param pictures drawn where the html has an object whose {@code data-picture} is the place in this list
     * @param made what the file says it was made at
     * @param seed tells this file from others of the same time
     */
    public static Printed of(String html, List<Picture> pictures, Instant made, String seed) {
        try (PdfBoxRenderer renderer = builder(html, pictures).buildPdfRenderer()) {
            PDDocument document = renderer.createPDFKeepOpen();
            date(document, made);
            // Else the time of day makes the file's id.
            document.setDocumentId((long) (seed + made).hashCode());
            var out = new ByteArrayOutputStream();
            document.save(out);
            return new Printed(out.toByteArray(), document.getNumberOfPages());
        } catch (IOException e) {
            throw new IllegalStateException("The pages could not be laid out as a PDF", e);
        }
    }

    private static PdfRendererBuilder builder(String html, List<Picture> pictures) {
        // Its notes would hold pieces of records, and go to the server's log.
        XRLog.setLoggingEnabled(false);
        var builder = new PdfRendererBuilder();
        builder.usePdfUaAccessibility(true);
        builder.withProducer("Yearbook");
        builder.useReplacementText("\u25A1");
        builder.useFont(font("Regular"), FONT, REGULAR, FontStyle.NORMAL, true);
        builder.useFont(font("Bold"), FONT, BOLD, FontStyle.NORMAL, true);
        builder.useObjectDrawerFactory(new Pictures(pictures));
        builder.useExternalResourceAccessControl(
                (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.withHtmlContent(XmlText.of(html), null);
        return builder;
    }

    private static FSSupplier<InputStream> font(String style) {
        return () -> Letters.stream(style);
    }

    /** The date stands in two places, once as text inside the metadata. */
    private static void date(PDDocument document, Instant made) throws IOException {
        Calendar time = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));
        time.setTimeInMillis(made.toEpochMilli());
        var information = document.getDocumentInformation();
        information.setCreationDate(time);
        information.setModificationDate(time);
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        if (metadata == null) {
            return;
        }
        String words = new String(metadata.toByteArray(), StandardCharsets.UTF_8)
                .replaceAll(
                        "(<(xmp:(?:Create|Modify|Metadata)Date)>)[^<]*(</\\2>)",
                        "$1" + made.atOffset(ZoneOffset.UTC).withNano(0) + "$3");
        var dated = new PDMetadata(document);
        dated.importXMPMetadata(words.getBytes(StandardCharsets.UTF_8));
        document.getDocumentCatalog().getCOSObject().setItem(COSName.METADATA, dated);
    }

    /** Finds the picture that an element asks for. */
    private record Pictures(List<Picture> pictures) implements FSObjectDrawerFactory {

        @Override
        public FSObjectDrawer createDrawer(Element element) {
            Picture picture = pictures.get(Integer.parseInt(element.getAttribute("data-picture")));
            var drawer = new PictureDrawer(picture);
            return (object, x, y, width, height, device, context, dots) -> {
                drawer.draw(device, x, y, width);
                // No part of it is a link.
                return Map.of();
            };
        }

        @Override
        public boolean isReplacedObject(Element element) {
            return element.getNodeName().equals("object") && element.hasAttribute("data-picture");
        }
    }
}
