package io.holdfast.web.admin.part;

/** What is known of something: its name and its value. */
public record Fact(String name, Cell value) {

    public static Fact of(String name, String value) {
        return new Fact(name, Cell.of(value));
    }

    /** The same with a quiet line below. */
    public Fact with(String quiet) {
        return new Fact(name, value.with(quiet));
    }
}
