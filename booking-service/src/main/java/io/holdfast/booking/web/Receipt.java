package io.holdfast.booking.web;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingTerms;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.Payment;
import io.holdfast.booking.domain.PaymentFact;
import io.holdfast.booking.domain.PriceDetails;
import io.holdfast.booking.domain.Slot;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/**
 * What a client paid and got back, as a PDF. The built-in fonts know Western European letters only; others are shown as
 * question marks.
 */
final class Receipt {

    private static final float MARGIN = 56;
    private static final float SPACE = 18;
    private static final Font TITLE = new Font(Font.HELVETICA, 18, Font.BOLD);
    private static final Font TEXT = new Font(Font.HELVETICA, 10);
    private static final Font STRONG = new Font(Font.HELVETICA, 10, Font.BOLD);
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private Receipt() {}

    static byte[] write(Booking booking, Payment payment) {
        BookingTerms terms = booking.terms();
        ZoneId zone = terms.displayZone();
        var bytes = new ByteArrayOutputStream();
        var document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
        PdfWriter.getInstance(document, bytes);
        document.addTitle("Receipt " + terms.number());
        document.open();
        document.add(new Paragraph("Receipt", TITLE));
        document.add(spaced(booking(booking, zone)));
        document.add(spaced(price(terms.price())));
        document.add(spaced(payments(payment, zone)));
        document.close();
        return bytes.toByteArray();
    }

    private static PdfPTable booking(Booking booking, ZoneId zone) {
        BookingTerms terms = booking.terms();
        Slot slot = booking.state().slot();
        PdfPTable table = table();
        row(table, "Booking", terms.number().value(), TEXT);
        row(table, "Offering", terms.offering().name() + ", " + slot.minutes() + " minutes", TEXT);
        row(table, "Professional", slot.professional().displayName(), TEXT);
        row(table, "Client", terms.client().contact().name() + ", " + terms.client().contact().email(), TEXT);
        row(table, "Time", time(slot.start(), zone), TEXT);
        row(table, "Status", booking.status().name(), TEXT);
        return table;
    }

    private static PdfPTable price(PriceDetails price) {
        PdfPTable table = table();
        row(table, "Price", money(price.base()), TEXT);
        row(table, "Discount", money(price.discount()), TEXT);
        row(table, "Total", money(price.total()), STRONG);
        return table;
    }

    private static PdfPTable payments(Payment payment, ZoneId zone) {
        PdfPTable table = table();
        facts(table, "Paid on ", payment.captures(), zone);
        facts(table, "Refunded on ", payment.refunds(), zone);
        row(table, "Kept", money(new Money(Math.max(0, payment.kept()), payment.amount().currency())), STRONG);
        return table;
    }

    private static void facts(PdfPTable table, String what, List<PaymentFact> facts, ZoneId zone) {
        for (PaymentFact fact : facts) {
            Money amount = fact.amount();
            if (amount != null) {
                row(table, what + time(fact.at(), zone), money(amount), TEXT);
            }
        }
    }

    private static PdfPTable table() {
        var table = new PdfPTable(2);
        table.setWidthPercentage(100);
        return table;
    }

    private static PdfPTable spaced(PdfPTable table) {
        table.setSpacingBefore(SPACE);
        return table;
    }

    private static void row(PdfPTable table, String name, String value, Font font) {
        table.addCell(cell(name, font, Element.ALIGN_LEFT));
        table.addCell(cell(value, font, Element.ALIGN_RIGHT));
    }

    private static PdfPCell cell(String text, Font font, int alignment) {
        var cell = new PdfPCell(new Phrase(new String(text.getBytes(WESTERN), WESTERN), font));
        cell.setBorder(PdfPCell.BOTTOM);
        cell.setHorizontalAlignment(alignment);
        cell.setPadding(5);
        return cell;
    }

    private static String money(Money money) {
        int digits = Math.max(0, Currency.getInstance(money.currency()).getDefaultFractionDigits());
        return String.format(Locale.ROOT, "%s %,." + digits + "f", money.currency(), BigDecimal.valueOf(money.amount(), digits));
    }

    private static String time(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH).format(at.atZone(zone)) + " (" + zone + ")";
    }
}
