package io.holdfast.endtoend;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A page that is looked at in a language, at a width. Each page is looked at once, languages and widths by turns: what is wrong
 * with one of them is seldom wrong with a single page. {@code -Dholdfast.e2e.pages=all} looks at each page in each language at
 * both widths, and keeps a picture of every page in {@code target/pages}.
 */
record Look(String page, int width) {

    static final boolean ALL = "all".equals(System.getProperty("holdfast.e2e.pages"));
    static final int NARROW = 360;
    static final int WIDE = 1280;

    private static final List<String> LANGUAGES = List.of("en", "hi", "he");
    private static final List<Integer> WIDTHS = List.of(NARROW, WIDE);

    /** All that are to be done in a language, those of one width after each other. */
    static List<Look> in(String language, Collection<String> pages) {
        var looks = new ArrayList<Look>();
        for (int width : WIDTHS) {
            int turn = 0;
            for (String page : pages) {
                boolean itsTurn = turn % LANGUAGES.size() == LANGUAGES.indexOf(language)
                        && turn / LANGUAGES.size() % WIDTHS.size() == WIDTHS.indexOf(width);
                if (ALL || itsTurn) {
                    looks.add(new Look(page, width));
                }
                turn++;
            }
        }
        return looks;
    }
}
