package org.yearbook.dashboard.print;

import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.extend.OutputDevice;
import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.yearbook.dashboard.chart.Picture;
import org.yearbook.dashboard.chart.Picture.Tone;

/**
 * Draws a picture where its element stands, as lines and areas of the page itself. Colours have a contrast of at least
 * 4.5 to 1 with paper, except for the lines that only divide.
 */
final class PictureDrawer {

    private static final class Loaded {
        static final Letters REGULAR = Letters.of("Regular");
        static final Letters BOLD = Letters.of("Bold");
    }

    private final Picture picture;

    PictureDrawer(Picture picture) {
        this.picture = picture;
    }

    /** Draws it at a place of the page, as wide as said. */
    void draw(OutputDevice device, double x, double y, double width) {
        var page = new Page(device, x, y, width / picture.width());
        picture.lines().forEach(page::line);
        picture.dots().forEach(page::dot);
        picture.labels().forEach(page::label);
    }

    private static FSRGBColor color(Tone tone) {
        return switch (tone) {
            case INK -> new FSRGBColor(0x16, 0x20, 0x2e);
            case MUTED, RESTATED -> new FSRGBColor(0x53, 0x5f, 0x70);
            case SERIES -> new FSRGBColor(0x1d, 0x4f, 0x91);
            case GOAL -> new FSRGBColor(0x1a, 0x6b, 0x3c);
            case BREAK -> new FSRGBColor(0x85, 0x52, 0x00);
            case AXIS -> new FSRGBColor(0xb4, 0xbd, 0xca);
        };
    }

    /** The place on the page, which counts in small dots. */
    private record Page(OutputDevice device, double left, double top, double scale) {

        void line(Picture.Line line) {
            device.setColor(color(line.tone()));
            float width = (float) (line.width() * scale);
            float dash = (float) (line.dash() * scale);
            device.setStroke(
                    dash == 0
                            ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                            : new BasicStroke(
                                    width,
                                    BasicStroke.CAP_BUTT,
                                    BasicStroke.JOIN_ROUND,
                                    10,
                                    new float[] {dash, dash},
                                    0));
            device.draw(new Line2D.Double(x(line.x1()), y(line.y1()), x(line.x2()), y(line.y2())));
        }

        void dot(Picture.Dot dot) {
            double radius = dot.radius() * scale;
            var circle = new Ellipse2D.Double(x(dot.x()) - radius, y(dot.y()) - radius, 2 * radius, 2 * radius);
            device.setColor(dot.hollow() ? new FSRGBColor(0xff, 0xff, 0xff) : color(dot.tone()));
            device.fill(circle);
            if (dot.hollow()) {
                device.setColor(color(dot.tone()));
                device.setStroke(new BasicStroke((float) (1.3 * scale)));
                device.draw(circle);
            }
        }

        void label(Picture.Label label) {
            Letters letters = label.bold() ? Loaded.BOLD : Loaded.REGULAR;
            double width = letters.width(label.words(), label.size());
            double x = switch (label.anchor()) {
                case LEFT -> label.x();
                case MIDDLE -> label.x() - width / 2;
                case RIGHT -> label.x() - width;
            };
            // Paper behind the letters, so that no line runs through them.
            device.setColor(new FSRGBColor(0xff, 0xff, 0xff));
            device.fill(new Rectangle2D.Double(
                    x(x - 1), y(label.y() - label.size() * 0.78), (width + 2) * scale, label.size() * scale * 0.86));
            device.setColor(color(label.tone()));
            device.fill(letters.outline(label.words(), x(x), y(label.y()), label.size() * scale));
        }

        private double x(double x) {
            return left + x * scale;
        }

        private double y(double y) {
            return top + y * scale;
        }
    }
}
