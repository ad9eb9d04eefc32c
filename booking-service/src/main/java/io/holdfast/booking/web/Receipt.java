package io.holdfast.booking.web;

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
import org.openpdf.text.pdf.PdfPTable;

/**
 * Receipt as a PDF: who sold what to whom, what was paid for it and when, and what went back. Its words are in one of our
 * languages, and where that runs to the left, so does the page; names are in whatever script people write them. Times are
 * in the zone in which the client reads them.
 */
final class Receipt {

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
        String title = texts.text("title", booking.terms().number().value());
        var page = new PdfPage(typesetter, texts.locale(), title, seller);
        page.paragraphs(title, PdfPage.TITLE);
        List<String> lines = OneLine.each(seller);
        page.paragraphs(lines.getFirst(), PdfPage.STRONG);
        lines.stream().skip(1).forEach(line -> page.paragraphs(line, PdfPage.TEXT));
        what(page);
        price(page);
        payments(page);
        return page.finish();
    }

    private void what(PdfPage page) {
        BookingTerms terms = booking.terms();
        Slot slot = booking.state().slot();
        PdfPTable table = page.table(1, 2);
        row(page, table, "booking", terms.number().value());
        row(page, table, "offering", terms.offering().name() + "\n" + texts.text("minutes", slot.minutes()));
        if (slot.professional() != null) {
            row(page, table, "professional", slot.professional().displayName());
        }
        row(page, table, "start", time(slot.start()));
        row(page, table, "client", terms.client().contact().name() + "\n" + terms.client().contact().email());
        Recipient recipient = terms.recipient();
        if (recipient != null) {
            row(page, table, "recipient", recipient.name());
        }
        row(page, table, "status", texts.text("status." + booking.status()));
        page.add(table);
    }

    private void price(PdfPage page) {
        PriceDetails price = booking.terms().price();
        PdfPTable table = page.table(3, 1);
        amount(page, table, texts.text("price"), price.base(), PdfPage.TEXT);
        if (!price.discount().isZero()) {
            amount(page, table, texts.text("discount"), price.discount(), PdfPage.TEXT);
        }
        amount(page, table, texts.text("total"), price.total(), PdfPage.STRONG);
        page.add(table);
    }

    private void payments(PdfPage page) {
        PdfPTable table = page.table(3, 1);
        facts(page, table, "paid", "payment", payment.captures());
        facts(page, table, "refunded", "refund", payment.refunds());
        var kept = new Money(Math.max(0, payment.kept()), payment.amount().currency());
        amount(page, table, texts.text("kept"), kept, PdfPage.STRONG);
        page.add(table);
    }

    private void facts(PdfPage page, PdfPTable table, String what, String of, List<PaymentFact> facts) {
        for (PaymentFact fact : facts) {
            Money amount = fact.amount();
            if (amount != null) {
                String reference = fact.reference() == null ? "" : ", " + fact.reference();
                String payment =
                        fact.paymentId() == null ? "" : "\n" + texts.text(of, fact.paymentId() + reference);
                amount(page, table, texts.text(what, time(fact.at())) + payment, amount, PdfPage.TEXT);
            }
        }
    }

    private void row(PdfPage page, PdfPTable table, String name, String value) {
        page.row(table, texts.text(name), value, PdfPage.TEXT, false);
    }

    private void amount(PdfPage page, PdfPTable table, String what, Money money, Style style) {
        String amount = Amounts.format(money.minorUnits(), money.currency().getCurrencyCode(), texts.locale());
        page.row(table, what, amount, style, true);
    }

    private String time(Instant at) {
        return texts.time(at, booking.terms().displayZone());
    }
}
