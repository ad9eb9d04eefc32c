package io.holdfast.booking.web;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Who sold what to whom, what was paid for it and when, and what went back, as a PDF. Its words are English; names are in
 * whatever script people write them. Times are in the zone in which the client reads them.
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
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);

    private final Typesetter typesetter;
    private final Booking booking;
    private final Payment payment;
    private final String seller;

    private Receipt(Typesetter typesetter, Booking booking, Payment payment, String seller) {
        this.typesetter = typesetter;
        this.booking = booking;
        this.payment = payment;
        this.seller = seller;
    }

    /** @param seller name of the business, and a line each for what the law wants beside it */
    static byte[] write(Booking booking, Payment payment, String seller) {
        return write(Typesetter.shared(), booking, payment, seller);
    }

    static byte[] write(Typesetter typesetter, Booking booking, Payment payment, String seller) {
        return new Receipt(typesetter, booking, payment, seller).write();
    }

    private byte[] write() {
        String number = booking.terms().number().value();
        var bytes = new ByteArrayOutputStream();
        var document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
        PdfWriter.getInstance(document, bytes);
        document.addTitle("Receipt " + number);
        document.addAuthor(OneLine.of(seller));
        document.open();
        paragraphs(document, "Receipt " + number, TITLE);
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
        for (Phrase line : typesetter.lines(text, style, WIDTH)) {
            var paragraph = new Paragraph(line);
            paragraph.setLeading(style.size() * LEADING);
            paragraph.setSpacingAfter(style.equals(TITLE) ? PADDING : 0);
            document.add(paragraph);
        }
    }

    private PdfPTable what() {
        BookingTerms terms = booking.terms();
        Slot slot = booking.state().slot();
        PdfPTable table = table(1, 2);
        row(table, "Booking", terms.number().value());
        row(table, "What", terms.offering().name() + "\n" + slot.minutes() + " minutes");
        row(table, "With", slot.professional().displayName());
        row(table, "When", time(slot.start()));
        row(table, "Client", terms.client().contact().name() + "\n" + terms.client().contact().email());
        Recipient recipient = terms.recipient();
        if (recipient != null) {
            row(table, "For", recipient.name());
        }
        row(table, "Status", words(booking.status().name()));
        return table;
    }

    private PdfPTable price() {
        PriceDetails price = booking.terms().price();
        PdfPTable table = table(3, 1);
        amount(table, "Price", price.base(), TEXT);
        if (!price.discount().isZero()) {
            amount(table, "Discount", price.discount(), TEXT);
        }
        amount(table, "Total", price.total(), STRONG);
        return table;
    }

    private PdfPTable payments() {
        PdfPTable table = table(3, 1);
        facts(table, "Paid on ", "Payment ", payment.captures());
        facts(table, "Refunded on ", "Refund of payment ", payment.refunds());
        amount(table, "Kept", new Money(Math.max(0, payment.kept()), payment.amount().currency()), STRONG);
        return table;
    }

    private void facts(PdfPTable table, String what, String of, List<PaymentFact> facts) {
        for (PaymentFact fact : facts) {
            Money amount = fact.amount();
            if (amount != null) {
                String reference = fact.reference() == null ? "" : ", " + fact.reference();
                String payment = fact.paymentId() == null ? "" : "\n" + of + fact.paymentId() + reference;
                amount(table, what + time(fact.at()) + payment, amount, TEXT);
            }
        }
    }

    private static PdfPTable table(float left, float right) {
        var table = new PdfPTable(new float[] {left, right});
        table.setTotalWidth(WIDTH);
        table.setLockedWidth(true);
        table.setSpacingBefore(SPACE);
        return table;
    }

    private void row(PdfPTable table, String name, String value) {
        table.addCell(cell(table, 0, name, TEXT, Element.ALIGN_LEFT));
        // From the left also where a name runs to the left: the page is English.
        table.addCell(cell(table, 1, value, TEXT, Element.ALIGN_LEFT));
    }

    private void amount(PdfPTable table, String what, Money money, Style style) {
        table.addCell(cell(table, 0, what, style, Element.ALIGN_LEFT));
        String amount = Amounts.format(money.minorUnits(), money.currency().getCurrencyCode(), Locale.ENGLISH);
        table.addCell(cell(table, 1, amount, style, Element.ALIGN_RIGHT));
    }

    private PdfPCell cell(PdfPTable table, int column, String text, Style style, int alignment) {
        var cell = new PdfPCell();
        cell.setBorder(PdfPCell.BOTTOM);
        cell.setPadding(PADDING);
        // The typesetter has put every line into its order.
        cell.setRunDirection(PdfWriter.RUN_DIRECTION_NO_BIDI);
        float width = table.getAbsoluteWidths()[column] - 2 * PADDING;
        for (String part : OneLine.each(text)) {
            for (Phrase line : typesetter.lines(part, style, width)) {
                var paragraph = new Paragraph(line);
                paragraph.setAlignment(alignment);
                paragraph.setLeading(style.size() * LEADING);
                cell.addElement(paragraph);
            }
        }
        return cell;
    }

    /** {@code NO_SHOW} reads {@code No show}. */
    private static String words(String constant) {
        return constant.charAt(0) + constant.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String time(Instant at) {
        ZoneId zone = booking.terms().displayZone();
        return TIME.format(at.atZone(zone)) + " (" + zone + ")";
    }
}
