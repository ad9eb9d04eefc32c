package io.holdfast.booking.web;

import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import io.holdfast.booking.web.Typesetter.Style;
import io.holdfast.defaults.Languages;
import io.holdfast.defaults.OneLine;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Image;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Paper that is filled from the top, A4, as many pages as it takes: paragraphs, tables and drawings. Where its language runs to
 * the left, so does the page; names are in whatever script people write them.
 */
public final class PdfPage {

    public static final Style TITLE = new Style(18, true);
    public static final Style HEADING = new Style(12, true);
    public static final Style TEXT = new Style(10, false);
    public static final Style STRONG = new Style(10, true);

    private static final float MARGIN = 56;
    private static final float SPACE = 18;
    private static final float PADDING = 5;
    private static final float LEADING = 1.35f;
    private static final float WIDTH = PageSize.A4.getWidth() - 2 * MARGIN;

    private final Typesetter typesetter;
    private final boolean rightToLeft;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
    private final PdfWriter writer;

    /**
     * @param locale one of {@link Languages#ALL}
     * @param title  that programs show; as is the author
     */
    public PdfPage(Typesetter typesetter, Locale locale, String title, String author) {
        this.typesetter = typesetter;
        this.rightToLeft = Languages.isRightToLeft(locale);
        this.writer = PdfWriter.getInstance(document, bytes);
        if (rightToLeft) {
            writer.setViewerPreferences(PdfWriter.DirectionR2L);
        }
        document.addTitle(title);
        document.addAuthor(OneLine.of(author));
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString(locale.toLanguageTag()));
        document.open();
    }

    public void paragraphs(String text, Style style) {
        for (Phrase line : typesetter.lines(text, style, WIDTH, rightToLeft)) {
            var paragraph = new Paragraph(line);
            paragraph.setAlignment(start());
            paragraph.setLeading(style.size() * LEADING);
            paragraph.setSpacingBefore(style.equals(HEADING) ? SPACE : 0);
            paragraph.setSpacingAfter(style.equals(TITLE) ? PADDING : 0);
            document.add(paragraph);
        }
    }

    /**
     * A table of two columns.
     *
     * @param words the part of its width that what is said takes, at the side from which people read
     */
    public PdfPTable table(float words, float values) {
        var table = new PdfPTable(rightToLeft ? new float[] {values, words} : new float[] {words, values});
        table.setTotalWidth(WIDTH);
        table.setLockedWidth(true);
        table.setSpacingBefore(SPACE);
        return table;
    }

    /** @param toTheEnd whether the value stands at the side where lines end, as numbers do */
    public void row(PdfPTable table, String words, String value, Style style, boolean toTheEnd) {
        cells(table, List.of(words, value), style, toTheEnd);
    }

    /**
     * A table of several columns, the first of them for words.
     *
     * @param parts of its width, in the order in which people read
     */
    public PdfPTable table(List<Float> parts) {
        List<Float> ordered = rightToLeft ? parts.reversed() : parts;
        var widths = new float[ordered.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = ordered.get(i);
        }
        var table = new PdfPTable(widths);
        table.setTotalWidth(WIDTH);
        table.setLockedWidth(true);
        table.setSpacingBefore(PADDING);
        return table;
    }

    /** @param texts in the order in which people read; all but the first stand at the side where lines end if they are numbers */
    public void cells(PdfPTable table, List<String> texts, Style style, boolean numbers) {
        // OpenPDF would mirror the columns of a table that runs to the left, but not their widths.
        for (int column = 0; column < texts.size(); column++) {
            int read = rightToLeft ? texts.size() - 1 - column : column;
            table.addCell(cell(table, column, texts.get(read), style, read > 0 && numbers ? end() : start()));
        }
    }

    public void add(PdfPTable table) {
        document.add(table);
    }

    /** Something drawn over the whole width, {@code height} points high; what fails while drawing leaves no trace. */
    public void draw(float height, Consumer<Graphics2D> drawing) {
        PdfTemplate template = writer.getDirectContent().createTemplate(WIDTH, height);
        Graphics2D graphics = template.createGraphicsShapes(WIDTH, height);
        try {
            drawing.accept(graphics);
        } finally {
            graphics.dispose();
        }
        Image image = Image.getInstance(template);
        image.setSpacingBefore(PADDING);
        document.add(image);
    }

    /** Points from margin to margin. */
    public float width() {
        return WIDTH;
    }

    public byte[] finish() {
        document.close();
        return bytes.toByteArray();
    }

    /** Names too, whichever way they run: people read the page from one side. */
    private int start() {
        return rightToLeft ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT;
    }

    private int end() {
        return rightToLeft ? Element.ALIGN_LEFT : Element.ALIGN_RIGHT;
    }

    private PdfPCell cell(PdfPTable table, int column, String text, Style style, int alignment) {
        var cell = new PdfPCell();
        cell.setBorder(PdfPCell.BOTTOM);
        cell.setPadding(PADDING);
        // The typesetter has put every line into its order.
        cell.setRunDirection(PdfWriter.RUN_DIRECTION_NO_BIDI);
        float width = table.getAbsoluteWidths()[column] - 2 * PADDING;
        for (String part : OneLine.each(text)) {
            for (Phrase line : typesetter.lines(part, style, width, rightToLeft)) {
                var paragraph = new Paragraph(line);
                paragraph.setAlignment(alignment);
                paragraph.setLeading(style.size() * LEADING);
                cell.addElement(paragraph);
            }
        }
        return cell;
    }
}
