package org.yearbook.dashboard.print;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The outlines of the program's own letters, so that drawings need neither the machine's fonts nor a screen. */
final class Letters {

    private static final String FOLDER = "/liberation/LiberationSans-";

    private final TrueTypeFont font;

    private Letters(TrueTypeFont font) {
        this.font = font;
    }

    /** {@return the letters of a style: Regular or Bold} */
    static Letters of(String style) {
        try (InputStream in = stream(style)) {
            return new Letters(new TTFParser().parse(new RandomAccessReadBuffer(in)));
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own letters cannot be read", e);
        }
    }

    static InputStream stream(String style) {
        InputStream in = Letters.class.getResourceAsStream(FOLDER + style + ".ttf");
        if (in == null) {
            throw new IllegalStateException("The program lacks its own letters");
        }
        return in;
    }

    /** {@return how wide words are in a size} */
    double width(String words, double size) {
        return words.codePoints().mapToDouble(sign -> advance(glyph(sign))).sum() * size / unitsPerEm();
    }

    /** {@return the outline of words that begin at a place, with the letters standing on its line} */
    Path2D outline(String words, double x, double y, double size) {
        double scale = size / unitsPerEm();
        var outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double at = x;
        for (int sign : words.codePoints().toArray()) {
            int glyph = glyph(sign);
            outline.append(path(glyph).getPathIterator(new AffineTransform(scale, 0, 0, -scale, at, y)), false);
            at += advance(glyph) * scale;
        }
        return outline;
    }

    private int glyph(int sign) {
        try {
            return font.getUnicodeCmapLookup().getGlyphId(sign);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int advance(int glyph) {
        try {
            return font.getAdvanceWidth(glyph);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int unitsPerEm() {
        try {
            return font.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GeneralPath path(int glyph) {
        try {
            var found = font.getGlyph().getGlyph(glyph);
            return found == null ? new GeneralPath() : found.getPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
