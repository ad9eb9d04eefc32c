package io.holdfast.booking.domain.imports;

/**
 * How many rows of a kind there are, and what became of them.
 *
 * @param leftOut bookings that are past or called off
 */
public record Tally(int rows, int created, int updated, int unchanged, int refused, int leftOut) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    public Tally plus(RowStatus status) {
        return switch (status) {
            case CREATED -> new Tally(rows + 1, created + 1, updated, unchanged, refused, leftOut);
            case UPDATED -> new Tally(rows + 1, created, updated + 1, unchanged, refused, leftOut);
            case UNCHANGED -> new Tally(rows + 1, created, updated, unchanged + 1, refused, leftOut);
            case REFUSED -> new Tally(rows + 1, created, updated, unchanged, refused + 1, leftOut);
            case LEFT_OUT -> new Tally(rows + 1, created, updated, unchanged, refused, leftOut + 1);
        };
    }

    public Tally plus(Tally other) {
        return new Tally(
                rows + other.rows, created + other.created, updated + other.updated, unchanged + other.unchanged,
                refused + other.refused, leftOut + other.leftOut);
    }
}
