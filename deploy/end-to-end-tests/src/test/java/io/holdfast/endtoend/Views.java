package io.holdfast.endtoend;

import java.util.ArrayList;
import java.util.List;

import io.holdfast.endtoend.Apart.Booked;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/**
 * All that is known of one booking anywhere, each owner asked by itself: the booking as people see it, the services'
 * stores, the payment provider's ledger and the mail sink. Never logs. The lists can be changed, by who wants to see
 * what an auditor says to it.
 *
 * @param booking      as its API answers
 * @param payments     payment-service's documents of it
 * @param reservations availability-service's, of all days
 * @param timers       those on scheduler-service's agenda of it
 * @param messages     notification-service's
 * @param captured     what the provider has taken for it
 * @param refunds      what the provider has given back of that
 * @param mails        what really arrived
 */
record Views(
        JsonNode booking,
        List<Document> payments,
        List<Document> reservations,
        List<Document> timers,
        List<Document> messages,
        List<JsonNode> captured,
        List<JsonNode> refunds,
        List<Mail> mails) {

    static Views of(Booked booked, Apart apart) {
        JsonNode ledger = apart.ledger();
        List<JsonNode> captured = mutable(Platform.list(ledger.get("payments")).stream()
                .filter(payment -> booked.id().equals(payment.at("/notes/bookingId").asString(""))
                        && payment.get("captured").asBoolean())
                .toList());
        List<String> theirs = captured.stream().map(payment -> payment.get("id").asString()).toList();
        return new Views(
                apart.admin.get("/api/v1/bookings/" + booked.id()).expect(200).body(),
                mutable(about(booked, apart.stored("payment-service", "payments"))),
                mutable(apart.stored("availability-service", "calendar_days").stream()
                        .flatMap(day -> about(booked, day.getList("reservations", Document.class)).stream())
                        .toList()),
                mutable(apart.stored("scheduler-service", "agendas").stream()
                        .filter(agenda -> booked.id().equals(agenda.getString("_id")))
                        .flatMap(agenda -> agenda.getList("timers", Document.class).stream())
                        .toList()),
                mutable(apart.stored("notification-service", "notifications").stream()
                        .map(stored -> stored.get("notification", Document.class))
                        .filter(message -> booked.id().equals(message.get("about", Document.class).getString("bookingId")))
                        .toList()),
                captured,
                mutable(Platform.list(ledger.get("refunds")).stream()
                        .filter(refund -> theirs.contains(refund.get("payment_id").asString()))
                        .toList()),
                mutable(apart.mailsAbout(booked)));
    }

    private static List<Document> about(Booked booked, List<Document> documents) {
        return documents.stream().filter(document -> booked.id().equals(document.getString("bookingId"))).toList();
    }

    private static <T> List<T> mutable(List<T> list) {
        return new ArrayList<>(list);
    }
}
