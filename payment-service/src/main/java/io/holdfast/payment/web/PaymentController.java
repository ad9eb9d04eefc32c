package io.holdfast.payment.web;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import io.holdfast.payment.application.VerifyCheckout;
import io.holdfast.payment.domain.OrderRequest;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.TenantId;
import jakarta.validation.Valid;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Payments over HTTP. */
@RestController
@OpenToAll
class PaymentController {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final VerifyCheckout verifyCheckout;
    private final Payments payments;

    PaymentController(VerifyCheckout verifyCheckout, Payments payments) {
        this.verifyCheckout = verifyCheckout;
        this.payments = payments;
    }

    /** Checks what Checkout handed to the page; open to everybody, because the signature is the proof. */
    @PostMapping("/api/v1/payments/verify")
    @Outcomes(problems = "not-found")
    VerifyResponse verify(@Valid @RequestBody VerifyRequest request) {
        try {
            return verifyCheckout
                    .verify(request.orderId(), request.paymentId(), request.signature())
                    .map(VerifyResponse::of)
                    .orElseThrow(() -> Problem.notFound("payment"));
        } catch (VerifyCheckout.NotSigned e) {
            throw Problem.invalid("razorpay_signature", "does not fit this order and payment");
        } catch (PaymentProvider.Unavailable | PaymentProvider.Refused e) {
            throw Problem.unavailable(
                    "The payment provider cannot confirm this just now. Nothing is lost; please ask again.", RETRY_AFTER);
        }
    }

    /**
     * Attempts, captures and refunds of a booking. For the client who booked, an admin, or the guest who shows the booking's
     * manage token.
     */
    @GetMapping("/api/v1/payments")
    @Outcomes(problems = "not-found")
    PaymentResponse ofBooking(
            @RequestParam String bookingId,
            @RequestHeader(name = "Holdfast-Manage-Token", required = false) @Nullable String manageToken,
            Caller caller) {
        if (caller.isAnonymous() && manageToken == null) {
            throw Problem.unauthenticated("A bearer token or a Holdfast-Manage-Token is needed here.");
        }
        List<Payment> found = payments.ofBooking(new TenantId(caller.tenantId()), bookingId).stream()
                .filter(payment -> mayRead(caller, manageToken, payment))
                .toList();
        if (found.isEmpty()) {
            throw Problem.notFound("payment");
        }
        return PaymentResponse.of(found);
    }

    private static boolean mayRead(Caller caller, @Nullable String manageToken, Payment payment) {
        OrderRequest request = payment.request();
        return request != null
                && (caller.is(Role.ADMIN)
                        || caller.isSubject(request.clientId())
                        || isToken(manageToken, request.manageTokenHash()));
    }

    /** Whether it is the token of the guest who was asked to pay; takes as long for any wrong one. */
    private static boolean isToken(@Nullable String token, @Nullable String hash) {
        return token != null
                && hash != null
                && MessageDigest.isEqual(DigestUtils.sha256Hex(token).getBytes(US_ASCII), hash.getBytes(US_ASCII));
    }
}
