package io.holdfast.contracts;

/** Thrown when somebody asks for an event type that {@code catalogue.yaml} does not list. */
public final class UnknownEventTypeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String type;

    UnknownEventTypeException(String type) {
        super("Event type '" + type + "' is not in catalogue.yaml");
        this.type = type;
    }

    /** The type that was asked for. */
    public String type() {
        return type;
    }
}
