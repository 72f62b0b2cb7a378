package org.yearbook.warehouse.answer;

import org.yearbook.warehouse.home.DistrictHome;

/** No night has published yet; the message says what to run. */
public final class NoPublicationException extends RuntimeException {

    NoPublicationException(DistrictHome home) {
        super("Nothing is published yet. Drop files into " + home.inbox() + " and run: yearbook nightly --home "
                + home.root());
    }
}
