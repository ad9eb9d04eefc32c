package io.holdfast.web.page;

/** Where one is on a way of several pages: {@code 1–2 of 4}. */
public record Steps(int from, int to, int total) {

    public static Steps step(int number, int total) {
        return new Steps(number, number, total);
    }
}
