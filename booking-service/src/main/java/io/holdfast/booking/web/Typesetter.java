package io.holdfast.booking.web;

import java.awt.font.GlyphVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Bidi;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.openpdf.text.Chunk;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.LayoutProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets text in whatever scripts people's names have: each line is cut into runs of one direction (Unicode's algorithm)
 * and one font, and the JDK's HarfBuzz, by way of OpenPDF's {@code LayoutProcessor}, joins and orders each run's letters.
 * What it says is kept beside the glyphs ({@code ActualText}), so that it can be searched and copied.
 */
public final class Typesetter {

    private static final Logger log = LoggerFactory.getLogger(Typesetter.class);

    /** How text looks; only our languages' scripts and what Liberation Sans has, Greek and Cyrillic, are ever bold. */
    public record Style(float size, boolean bold) {}

    private static final String REGULAR = "liberation/LiberationSans-Regular.ttf";
    private static final String BOLD = "liberation/LiberationSans-Bold.ttf";
    private static final Map<Character.UnicodeScript, String> SCRIPTS = Map.of(
            Character.UnicodeScript.DEVANAGARI, "Devanagari",
            Character.UnicodeScript.BENGALI, "Bengali",
            Character.UnicodeScript.TAMIL, "Tamil",
            Character.UnicodeScript.TELUGU, "Telugu",
            Character.UnicodeScript.GUJARATI, "Gujarati",
            Character.UnicodeScript.KANNADA, "Kannada",
            Character.UnicodeScript.MALAYALAM, "Malayalam",
            Character.UnicodeScript.GURMUKHI, "Gurmukhi",
            Character.UnicodeScript.ARABIC, "Arabic",
            Character.UnicodeScript.THAI, "Thai");
    private static final Set<String> BOLD_SCRIPTS = Set.of("Devanagari");
    // An empty box says that something stands there which we cannot print; a question mark would be taken for one.
    private static final int UNPRINTABLE = 0x25A1;
    private static final String BRACKETS = "()[]{}<>«»‹›";

    private static final class Holder {
        static final Typesetter BEST = best();
    }

    private final boolean shaping;
    // By file; bounded by the fonts above.
    private final Map<String, BaseFont> fonts = new ConcurrentHashMap<>();

    /** @param shaping whether the JDK's font machinery is there; without it letters stand side by side, unjoined */
    Typesetter(boolean shaping) {
        this.shaping = shaping;
    }

    /** The one for everybody: fonts are read once. */
    public static Typesetter shared() {
        return Holder.BEST;
    }

    private static Typesetter best() {
        try {
            LayoutProcessor.enable();
            LayoutProcessor.setWriteActualText();
            var shaper = new Typesetter(true);
            shaper.width("a", new Style(10, false));
            return shaper;
        } catch (RuntimeException | LinkageError | InternalError e) {
            // A runtime without freetype or fontconfig. A receipt that looks plain is better than none.
            log.warn("This Java runtime cannot shape text; receipts show letters unjoined", e);
            return new Typesetter(false);
        }
    }

    /**
     * The text in lines that are no wider than {@code width} points, each to be written from left to right as it is.
     *
     * @param rightToLeft which way the page runs; a paragraph runs as its first letter does, and so if it has none
     */
    List<Phrase> lines(String text, Style style, float width, boolean rightToLeft) {
        return text.lines()
                .flatMap(paragraph -> {
                    // Of the paragraph, because any of its lines may begin with a foreign word.
                    int direction = directionOf(paragraph, rightToLeft);
                    return broken(paragraph, style, width).stream().map(line -> line(line, style, direction));
                })
                .toList();
    }

    private static int directionOf(String paragraph, boolean rightToLeft) {
        int otherwise = rightToLeft ? Bidi.DIRECTION_DEFAULT_RIGHT_TO_LEFT : Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT;
        return new Bidi(paragraph, otherwise).baseIsLeftToRight()
                ? Bidi.DIRECTION_LEFT_TO_RIGHT
                : Bidi.DIRECTION_RIGHT_TO_LEFT;
    }

    private List<String> broken(String paragraph, Style style, float width) {
        var lines = new ArrayList<String>();
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(paragraph);
        int start = 0;
        int fits = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (fits > start && isWider(paragraph.substring(start, end), style, width)) {
                lines.add(paragraph.substring(start, fits).strip());
                start = fits;
            }
            while (isWider(paragraph.substring(start, end), style, width)) {
                int cut = start + longestPart(paragraph.substring(start, end), style, width);
                lines.add(paragraph.substring(start, cut));
                start = cut;
            }
            fits = end;
        }
        lines.add(paragraph.substring(start).strip());
        return lines;
    }

    private boolean isWider(String text, Style style, float width) {
        return width(text.stripTrailing(), style) > width;
    }

    /** Of a word that is too long by itself: whole letters, with their marks, and at least one. */
    private int longestPart(String word, Style style, float width) {
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(word);
        int part = letters.next();
        for (int end = letters.next(); end != BreakIterator.DONE; end = letters.next()) {
            if (isWider(word.substring(0, end), style, width)) {
                return part;
            }
            part = end;
        }
        return part;
    }

    private Phrase line(String text, Style style, int direction) {
        var phrase = new Phrase();
        for (Run run : runs(text, style, direction)) {
            var chunk = new Chunk(run.leftToRight(shaping), new Font(run.font(), style.size()));
            // A chunk with an attribute is not joined with its neighbour: the two may run in different directions.
            chunk.setHorizontalScaling(1);
            phrase.add(chunk);
        }
        return phrase;
    }

    private double width(String text, Style style) {
        double width = 0;
        for (Run run : runs(text, style, Bidi.DIRECTION_LEFT_TO_RIGHT)) {
            if (shaping) {
                GlyphVector glyphs = LayoutProcessor.computeGlyphVector(run.font(), style.size(), run.text());
                width += glyphs.getGlyphPosition(glyphs.getNumGlyphs()).getX();
            } else {
                width += run.font().getWidthPoint(run.text(), style.size());
            }
        }
        return width;
    }

    /** One font, one direction. */
    private record Run(String text, BaseFont font, boolean rightToLeft) {

        /** The shaper turns runs that have a letter; what has none, a bracket between two such runs, it leaves. */
        String leftToRight(boolean shaping) {
            boolean turned = shaping && text.codePoints().anyMatch(Run::isStrong);
            return rightToLeft && !turned ? mirrored(text) : text;
        }

        private static boolean isStrong(int codePoint) {
            return switch (Character.getDirectionality(codePoint)) {
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> true;
                default -> false;
            };
        }

        private static String mirrored(String text) {
            var turned = new StringBuilder(text).reverse();
            for (int i = 0; i < turned.length(); i++) {
                int at = BRACKETS.indexOf(turned.charAt(i));
                if (at >= 0) {
                    // The other one of its pair.
                    turned.setCharAt(i, BRACKETS.charAt(at ^ 1));
                }
            }
            return turned.toString();
        }
    }

    /** In the order in which they stand on the line, from the left. */
    private List<Run> runs(String text, Style style, int direction) {
        var bidi = new Bidi(text, direction);
        int count = bidi.getRunCount();
        var levels = new byte[count];
        var order = new Integer[count];
        for (int i = 0; i < count; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            order[i] = i;
        }
        Bidi.reorderVisually(levels, 0, order, 0, count);
        var runs = new ArrayList<Run>();
        for (int i : order) {
            boolean rightToLeft = bidi.getRunLevel(i) % 2 == 1;
            List<Run> ofOneDirection =
                    byFont(text.substring(bidi.getRunStart(i), bidi.getRunLimit(i)), rightToLeft, style);
            if (rightToLeft) {
                Collections.reverse(ofOneDirection);
                ofOneDirection.forEach(run -> addWithSpaces(run, runs));
            } else {
                runs.addAll(ofOneDirection);
            }
        }
        return runs;
    }

    /** Its last spaces stand at its left, and OpenPDF drops the spaces that a line's last run ends with. */
    private static void addWithSpaces(Run run, List<Run> runs) {
        String core = run.text().stripTrailing();
        if (core.length() < run.text().length()) {
            runs.add(new Run(run.text().substring(core.length()), run.font(), false));
        }
        if (!core.isEmpty()) {
            runs.add(new Run(core, run.font(), true));
        }
    }

    private List<Run> byFont(String text, boolean rightToLeft, Style style) {
        var runs = new ArrayList<Run>();
        var run = new StringBuilder();
        BaseFont font = null;
        for (int codePoint : text.codePoints().toArray()) {
            BaseFont next = fontFor(codePoint, font, style);
            if (font != null && !next.equals(font)) {
                runs.add(new Run(run.toString(), font, rightToLeft));
                run.setLength(0);
            }
            font = next;
            run.appendCodePoint(has(next, codePoint) ? codePoint : UNPRINTABLE);
        }
        if (font != null) {
            runs.add(new Run(run.toString(), font, rightToLeft));
        }
        return runs;
    }

    /** The one before, where it will do: spaces and joiners belong to the word that they stand in. */
    private BaseFont fontFor(int codePoint, @Nullable BaseFont before, Style style) {
        if (before != null && has(before, codePoint)) {
            return before;
        }
        BaseFont usual = font(style.bold() ? BOLD : REGULAR);
        String script = SCRIPTS.get(Character.UnicodeScript.of(codePoint));
        if (script == null) {
            return usual;
        }
        String weight = style.bold() && BOLD_SCRIPTS.contains(script) ? "Bold" : "Regular";
        BaseFont ofScript = font("booking-service/fonts/NotoSans" + script + "-" + weight + ".ttf");
        return has(ofScript, codePoint) ? ofScript : usual;
    }

    private static boolean has(BaseFont font, int codePoint) {
        return font.charExists(codePoint) || Character.getType(codePoint) == Character.FORMAT;
    }

    private BaseFont font(String file) {
        return fonts.computeIfAbsent(file, this::load);
    }

    private BaseFont load(String file) {
        try {
            BaseFont font = BaseFont.createFont(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, null, null);
            if (shaping) {
                LayoutProcessor.loadFont(font, file);
            }
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
