package io.holdfast.booking.web;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingTerms;
import io.holdfast.booking.domain.booking.Slot;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.booking.domain.payment.PaymentFact;
import io.holdfast.booking.domain.payment.PriceDetails;
import io.holdfast.booking.web.Typesetter.Style;
import io.holdfast.defaults.Amounts;
import io.holdfast.defaults.OneLine;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Receipt as a PDF: who sold what to whom, what was paid for it and when, and what went back. Its words are in one of our
 * languages, and where that runs to the left, so does the page; names are in whatever script people write them. Times are
 * in the zone in which the client reads them.
 */
final class Receipt {

    private static final float MARGIN = 56;
    private static final float SPACE = 18;
    private static final float PADDING = 5;
    private static final float LEADING = 1.35f;
    private static final float WIDTH = PageSize.A4.getWidth() - 2 * MARGIN;
    private static final Style TITLE = new Style(18, true);
    private static final Style TEXT = new Style(10, false);
    private static final Style STRONG = new Style(10, true);

    private final Typesetter typesetter;
    private final ReceiptTexts texts;
    private final Booking booking;
    private final Payment payment;
    private final String seller;

    private Receipt(Typesetter typesetter, ReceiptTexts texts, Booking booking, Payment payment, String seller) {
        this.typesetter = typesetter;
        this.texts = texts;
        this.booking = booking;
        this.payment = payment;
        this.seller = seller;
    }

    /**
     * @param seller name of the business, and a line each for what the law wants beside it
     * @param locale one of {@link io.holdfast.defaults.Languages#ALL}
     */
    static byte[] write(Booking booking, Payment payment, String seller, Locale locale) {
        return write(Typesetter.shared(), booking, payment, seller, locale);
    }

    static byte[] write(Typesetter typesetter, Booking booking, Payment payment, String seller, Locale locale) {
        return new Receipt(typesetter, new ReceiptTexts(locale), booking, payment, seller).write();
    }

    private byte[] write() {
        String number = booking.terms().number().value();
        var bytes = new ByteArrayOutputStream();
        var document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
        PdfWriter writer = PdfWriter.getInstance(document, bytes);
        if (texts.isRightToLeft()) {
            writer.setViewerPreferences(PdfWriter.DirectionR2L);
        }
        String title = texts.text("title", number);
        document.addTitle(title);
        document.addAuthor(OneLine.of(seller));
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString(texts.locale().toLanguageTag()));
        document.open();
        paragraphs(document, title, TITLE);
        List<String> lines = OneLine.each(seller);
        paragraphs(document, lines.getFirst(), STRONG);
        lines.stream().skip(1).forEach(line -> paragraphs(document, line, TEXT));
        document.add(what());
        document.add(price());
        document.add(payments());
        document.close();
        return bytes.toByteArray();
    }

    private void paragraphs(Document document, String text, Style style) {
        for (Phrase line : typesetter.lines(text, style, WIDTH, texts.isRightToLeft())) {
            var paragraph = new Paragraph(line);
            paragraph.setAlignment(start());
            paragraph.setLeading(style.size() * LEADING);
            paragraph.setSpacingAfter(style.equals(TITLE) ? PADDING : 0);
            document.add(paragraph);
        }
    }

    private PdfPTable what() {
        BookingTerms terms = booking.terms();
        Slot slot = booking.state().slot();
        PdfPTable table = table(1, 2);
        row(table, "booking", terms.number().value());
        row(table, "offering", terms.offering().name() + "\n" + texts.text("minutes", slot.minutes()));
        if (slot.professional() != null) {
            row(table, "professional", slot.professional().displayName());
        }
        row(table, "start", time(slot.start()));
        row(table, "client", terms.client().contact().name() + "\n" + terms.client().contact().email());
        Recipient recipient = terms.recipient();
        if (recipient != null) {
            row(table, "recipient", recipient.name());
        }
        row(table, "status", texts.text("status." + booking.status()));
        return table;
    }

    private PdfPTable price() {
        PriceDetails price = booking.terms().price();
        PdfPTable table = table(3, 1);
        amount(table, texts.text("price"), price.base(), TEXT);
        if (!price.discount().isZero()) {
            amount(table, texts.text("discount"), price.discount(), TEXT);
        }
        amount(table, texts.text("total"), price.total(), STRONG);
        return table;
    }

    private PdfPTable payments() {
        PdfPTable table = table(3, 1);
        facts(table, "paid", "payment", payment.captures());
        facts(table, "refunded", "refund", payment.refunds());
        amount(table, texts.text("kept"), new Money(Math.max(0, payment.kept()), payment.amount().currency()), STRONG);
        return table;
    }

    private void facts(PdfPTable table, String what, String of, List<PaymentFact> facts) {
        for (PaymentFact fact : facts) {
            Money amount = fact.amount();
            if (amount != null) {
                String reference = fact.reference() == null ? "" : ", " + fact.reference();
                String payment =
                        fact.paymentId() == null ? "" : "\n" + texts.text(of, fact.paymentId() + reference);
                amount(table, texts.text(what, time(fact.at())) + payment, amount, TEXT);
            }
        }
    }

    /** @param words the part of its width that what is said takes, at the side from which people read */
    private PdfPTable table(float words, float values) {
        var table = new PdfPTable(texts.isRightToLeft() ? new float[] {values, words} : new float[] {words, values});
        table.setTotalWidth(WIDTH);
        table.setLockedWidth(true);
        table.setSpacingBefore(SPACE);
        return table;
    }

    private void row(PdfPTable table, String name, String value) {
        cells(table, texts.text(name), value, TEXT, start());
    }

    private void amount(PdfPTable table, String what, Money money, Style style) {
        String amount = Amounts.format(money.minorUnits(), money.currency().getCurrencyCode(), texts.locale());
        cells(table, what, amount, style, end());
    }

    private void cells(PdfPTable table, String words, String value, Style style, int alignment) {
        // OpenPDF would mirror the columns of a table that runs to the left, but not their widths.
        if (texts.isRightToLeft()) {
            table.addCell(cell(table, 0, value, style, alignment));
            table.addCell(cell(table, 1, words, style, start()));
        } else {
            table.addCell(cell(table, 0, words, style, start()));
            table.addCell(cell(table, 1, value, style, alignment));
        }
    }

    /** Names too, whichever way they run: people read the page from one side. */
    private int start() {
        return texts.isRightToLeft() ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT;
    }

    private int end() {
        return texts.isRightToLeft() ? Element.ALIGN_LEFT : Element.ALIGN_RIGHT;
    }

    private PdfPCell cell(PdfPTable table, int column, String text, Style style, int alignment) {
        var cell = new PdfPCell();
        cell.setBorder(PdfPCell.BOTTOM);
        cell.setPadding(PADDING);
        // The typesetter has put every line into its order.
        cell.setRunDirection(PdfWriter.RUN_DIRECTION_NO_BIDI);
        float width = table.getAbsoluteWidths()[column] - 2 * PADDING;
        for (String part : OneLine.each(text)) {
            for (Phrase line : typesetter.lines(part, style, width, texts.isRightToLeft())) {
                var paragraph = new Paragraph(line);
                paragraph.setAlignment(alignment);
                paragraph.setLeading(style.size() * LEADING);
                cell.addElement(paragraph);
            }
        }
        return cell;
    }

    private String time(Instant at) {
        return texts.time(at, booking.terms().displayZone());
    }
}
