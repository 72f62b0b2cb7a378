package org.yearbook.dashboard.flight;

import org.apache.arrow.flight.SessionOptionValueVisitor;

/** An option of a connection as text; one that is none is empty. */
final class TextOption implements SessionOptionValueVisitor<String> {

    @Override
    public String visit(String value) {
        return value;
    }

    @Override
    public String visit(boolean value) {
        return "";
    }

    @Override
    public String visit(long value) {
        return "";
    }

    @Override
    public String visit(double value) {
        return "";
    }

    @Override
    public String visit(String[] value) {
        return "";
    }

    @Override
    public String visit(Void value) {
        return "";
    }
}
