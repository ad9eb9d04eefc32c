package io.holdfast.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.UUID;

import io.holdfast.client.ApiClient;
import io.holdfast.client.ApiException;
import io.holdfast.client.api.BookingsApi;
import io.holdfast.client.api.OfferingsApi;
import io.holdfast.client.api.PaymentsApi;
import io.holdfast.client.model.Booking;
import io.holdfast.client.model.BookingRequest;
import io.holdfast.client.model.BookingRequestClientPart;
import io.holdfast.client.model.BookingStatus;
import io.holdfast.client.model.VerifyRequest;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What openapi-generator makes of openapi.json compiles and books, as somebody would who knows nothing but that file. */
@OnPlatform
class GeneratedClientTest {

    private final Platform platform = Platform.running();
    private final ApiClient client = new ApiClient();

    GeneratedClientTest() {
        client.updateBaseUri(platform.embedded.url());
    }

    @Test
    void aGeneratedJavaClientBooksAndPays() throws ApiException {
        Slot slot = platform.slots.free("dr-sarah-khan", "consultation-60");
        assertThat(new OfferingsApi(client).getOffering("consultation-60", "en", null).getDurations()).contains(60);

        var bookings = new BookingsApi(client);
        Booking booking = bookings.createBooking(
                new BookingRequest()
                        .offeringId("consultation-60")
                        .professionalId("dr-sarah-khan")
                        .start(OffsetDateTime.parse(slot.start()))
                        .duration(60)
                        .client(new BookingRequestClientPart().name("Tia Typed").email(Platform.freshEmail())),
                UUID.randomUUID().toString(),
                "wait=20",
                null);
        assertThat(booking.getStatus()).isEqualTo(BookingStatus.PENDING_PAYMENT);
        assertThat(booking.getMeetingUrl()).isNull();

        JsonNode checkout = platform.pay(booking.getPayment().getOrderId(), "success", "none");
        new PaymentsApi(client).verifyPayment(new VerifyRequest()
                .razorpayOrderId(checkout.get("razorpay_order_id").asString())
                .razorpayPaymentId(checkout.get("razorpay_payment_id").asString())
                .razorpaySignature(checkout.get("razorpay_signature").asString()));
        Eventually.see(
                "it is confirmed",
                () -> read(bookings, booking),
                now -> now.getStatus() == BookingStatus.CONFIRMED && now.getConfirmedAt() != null);
    }

    private static Booking read(BookingsApi bookings, Booking booking) {
        try {
            return bookings.getBooking(booking.getId(), booking.getManageToken());
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aProblemReachesTheClientWithItsCode() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> new BookingsApi(client).getBooking("none", null))
                .satisfies(problem -> assertThat(problem.getResponseBody()).contains("\"/problems/"));
    }

    @Test
    void aTypeScriptClientIsGeneratedToo() throws IOException {
        Path apis = Path.of("target/generated-clients/typescript/src/apis");
        assertThat(Files.readString(apis.resolve("BookingsApi.ts"))).contains("async createBooking(", "idempotencyKey");
        assertThat(apis.resolve("AvailabilityApi.ts")).exists();
    }
}
