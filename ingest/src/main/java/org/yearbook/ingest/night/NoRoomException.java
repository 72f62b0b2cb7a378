package org.yearbook.ingest.night;

/** The disk has not the room for what is about to be made; nothing was touched. */
final class NoRoomException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoRoomException(String message) {
        super(message);
    }
}
