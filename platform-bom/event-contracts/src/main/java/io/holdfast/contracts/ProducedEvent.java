package io.holdfast.contracts;

/** An event as its producer makes it: what the contracts are derived from and held against. */
public interface ProducedEvent {

    /** The wire type, as in {@code catalogue.yaml}. */
    String type();

    /** The aggregate that the topic names. */
    String key();

    /** A record whose JSON is the body. */
    Object body();

    /** The body as it is sent. */
    String json();
}
