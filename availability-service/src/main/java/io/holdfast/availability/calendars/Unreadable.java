package io.holdfast.availability.calendars;

/** A calendar that cannot be read, or says what cannot be understood. Its message is a sentence for its professional. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param sentence with nothing of the address, of what opens it or of what it says */
    Unreadable(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
