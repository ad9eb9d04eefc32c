package io.holdfast.payment.web;

import java.util.List;
import java.util.stream.Collectors;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.CsvDownload;
import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.OrderRequest;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentSearch;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's payments as a file, for its admins. */
@RestController
@Access(Role.ADMIN)
class PaymentExportController {

    private static final List<String> COLUMNS = List.of(
            "bookingNumber", "bookingId", "revision", "offering", "status", "orderId", "orderedAt", "holdUntil", "currency",
            "amount", "captured", "accepted", "refunded", "refundsOnTheirWay", "kept", "paymentIds", "capturedAt", "refundIds",
            "refundReasons");

    private final Payments payments;

    PaymentExportController(Payments payments) {
        this.payments = payments;
    }

    /**
     * What a booking has asked to be paid, the latest deadline first; amounts in the currency's whole unit, instants UTC.
     *
     * @param status as in the list, and so are the others
     */
    @GetMapping("/api/v1/admin/payments/export.csv")
    void export(
            Caller caller,
            @RequestParam(required = false) @Nullable PaymentStatus status,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String q,
            HttpServletRequest request,
            HttpServletResponse response) {
        PaymentSearch search = PaymentFilter.of(new TenantId(caller.tenantId()), status, from, to, zone, q);
        CsvDownload.answer(request, response, "payments.csv", COLUMNS, csv ->
                payments.walk(search, payment -> row(csv, payment)));
    }

    private static void row(CsvDownload csv, Payment payment) {
        OrderRequest asked = payment.request();
        if (asked == null) {
            return;
        }
        String currency = asked.amount().currency().getCurrencyCode();
        long captured = sum(payment.captures().stream().filter(capture -> isIn(currency, capture)).toList());
        long accepted = sum(payment.captures().stream()
                .filter(capture -> capture.standing() == Capture.Standing.ACCEPTED)
                .toList());
        long refunded = refunds(payment, currency, Refund.Status.PROCESSED);
        csv.row(
                asked.bookingNumber(), payment.id().bookingId(), payment.id().revision(), asked.offeringName(),
                payment.status(), payment.order() == null ? null : payment.order().orderId(),
                payment.order() == null ? null : payment.order().createdAt(), asked.holdUntil(), currency,
                CsvDownload.amount(asked.amount().minorUnits(), currency), CsvDownload.amount(captured, currency),
                CsvDownload.amount(accepted, currency), CsvDownload.amount(refunded, currency),
                CsvDownload.amount(
                        refunds(payment, currency, Refund.Status.REQUESTED) + refunds(payment, currency, Refund.Status.PENDING),
                        currency),
                CsvDownload.amount(captured - refunded, currency),
                payment.captures().stream().map(Capture::paymentId).collect(Collectors.joining(" ")),
                payment.captures().stream().map(capture -> capture.at().toString()).collect(Collectors.joining(" ")),
                payment.refunds().stream().map(Refund::refundId).filter(id -> id != null).collect(Collectors.joining(" ")),
                payment.refunds().stream().map(refund -> refund.reason().wireName()).distinct().collect(Collectors.joining(" ")));
    }

    private static boolean isIn(String currency, Capture capture) {
        return capture.amount().currency().getCurrencyCode().equals(currency);
    }

    private static long sum(List<Capture> captures) {
        return captures.stream().mapToLong(capture -> capture.amount().minorUnits()).sum();
    }

    private static long refunds(Payment payment, String currency, Refund.Status status) {
        return payment.refunds().stream()
                .filter(refund -> refund.status() == status && refund.amount().currency().getCurrencyCode().equals(currency))
                .mapToLong(refund -> refund.amount().minorUnits())
                .sum();
    }
}
