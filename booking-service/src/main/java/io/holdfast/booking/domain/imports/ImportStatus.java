package io.holdfast.booking.domain.imports;

public enum ImportStatus {
    CHECKING,
    IMPORTING,
    DONE,
    /** Something in it cannot be imported, so nothing was. */
    REFUSED,
    /** It could not be carried on. What was written stays, and the same import once more goes on from there. */
    FAILED;

    public boolean isOver() {
        return switch (this) {
            case CHECKING, IMPORTING -> false;
            case DONE, REFUSED, FAILED -> true;
        };
    }
}
