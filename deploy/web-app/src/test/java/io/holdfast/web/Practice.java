package io.holdfast.web;

import java.util.ArrayList;
import java.util.List;

import io.holdfast.web.StubApi.Asked;
import io.holdfast.web.StubApi.Said;

/** What the API says of a small practice: one offering, one professional, a Tuesday with four times. */
final class Practice {

    static final String DATE = "2026-12-01";

    private Practice() {}

    static void in(StubApi api) {
        api.on("GET /api/v1/business", business("UTC", "INR"));
        api.on("GET /api/v1/offerings", list(offering("consultation-60", "Consultation")));
        api.on("GET /api/v1/offerings/consultation-60", offering("consultation-60", "Consultation"));
        api.on("GET /api/v1/professionals", list(professional("dr-khan", "Dr. Sarah Khan")));
        api.on("GET /api/v1/professionals/dr-khan", professional("dr-khan", "Dr. Sarah Khan"));
        api.on("GET /api/v1/professionals/dr-khan/available-dates", dates());
        api.on("GET /api/v1/professionals/dr-khan/availability", day());
        api.on("GET /api/v1/available-dates", dates());
        api.on("GET /api/v1/availability", day());
    }

    static String business(String zone, String currency) {
        return """
                {"name":"Holdfast","zone":"%s","currency":"%s","country":"IN","languages":["en","hi","he"],
                "supportEmail":"support@holdfast.example"}""".formatted(zone, currency);
    }

    static String dates() {
        return "{\"availableDates\":[\"%s\"],\"zone\":\"Asia/Kolkata\"}".formatted(DATE);
    }

    /** The same, and nothing in other months. */
    static Said datesInDecember(Asked asked) {
        return Said.json(asked.query().contains("month=2026-12") ? dates() : "{\"availableDates\":[],\"zone\":\"Asia/Kolkata\"}");
    }

    static String list(String... items) {
        return "{\"items\":[%s],\"pagination\":{\"total\":%d,\"pages\":1,\"currentPage\":1,\"next\":null}}"
                .formatted(String.join(",", items), items.length);
    }

    static String offering(String id, String name) {
        return """
                {"id":"%s","name":"%s","description":"An hour with a specialist.","language":"en","texts":{},"mode":"DIRECT",
                "confirmation":"INSTANT","durations":[30,60],"price":null,"hourlyRate":{"amount":150000,"currency":"INR"},"capacity":1,
                "rules":{"minNoticeMinutes":120,"maxDaysAhead":30,"sameDay":true,"bufferBeforeMinutes":0,"bufferAfterMinutes":0,"holdMinutes":15},
                "policies":{"fullRefundHours":24,"laterRefundPercent":50,"rescheduleNoticeHours":24,"answerWithinHours":24,
                "answerBeforeStartHours":2,"reminders":["PT24H"],"reviewReminders":[]},
                "intakeFields":[{"name":"topic","label":"What is it about?","type":"text","required":true,"options":[]}],
                "preparation":{"en":"Have your papers ready."},"skills":[],"video":true,"active":true,"bookable":true}"""
                .formatted(id, name);
    }

    static String professional(String id, String name) {
        return """
                {"id":"%s","displayName":"%s","avatarUrl":null,"category":"Therapist","hourlyRate":{"amount":150000,"currency":"INR"},
                "zone":"Asia/Kolkata","rating":4.75,"ratingCount":12,"offeringIds":["consultation-60"]}""".formatted(id, name);
    }

    /** Nine free, ten booked, one o'clock a break, four too soon to be had. */
    static String day() {
        var slots = new ArrayList<String>();
        slots.add(slot("03:30", "04:30", "09:00", null));
        slots.add(slot("04:30", "05:30", "10:00", "BOOKED"));
        slots.add(slot("07:30", "08:30", "13:00", "BREAK"));
        slots.add(slot("10:30", "11:30", "16:00", null));
        return """
                {"date":"%s","zone":"Asia/Kolkata","duration":60,
                "prices":[{"duration":30,"price":{"amount":75000,"currency":"INR"}},{"duration":60,"price":{"amount":150000,"currency":"INR"}}],
                "slots":[%s]}""".formatted(DATE, String.join(",", slots));
    }

    private static String slot(String start, String end, String time, String reason) {
        return "{\"start\":\"%1$sT%2$s:00Z\",\"end\":\"%1$sT%3$s:00Z\",\"time\":\"%4$s\",\"available\":%5$s,\"reason\":%6$s}"
                .formatted(DATE, start, end, time, reason == null, reason == null ? "null" : "\"" + reason + "\"");
    }

    static String booking(String id, String status, String payment) {
        return booking(id, status, payment, List.of());
    }

    /** @param more members of its JSON */
    static String booking(String id, String status, String payment, List<String> more) {
        return """
                {"id":"%s","number":"HF-2026-000001","status":"%s","revision":1,"mode":"DIRECT","manual":false,
                "offering":{"id":"consultation-60","name":"Consultation"},"professional":{"id":"dr-khan","displayName":"Dr. Sarah Khan"},
                "start":"2026-12-01T04:30:00Z","end":"2026-12-01T05:30:00Z","duration":60,"displayZone":"Asia/Kolkata","language":"en",
                "client":{"name":"Gita Guest","email":"gita@example.com","phone":null},"recipient":null,"address":null,"intake":{},"notes":null,
                "price":{"base":{"amount":150000,"currency":"INR"},"discount":{"amount":0,"currency":"INR"},
                "final":{"amount":150000,"currency":"INR"},"professionalPayment":{"amount":127500,"currency":"INR"},
                "companyFee":{"amount":22500,"currency":"INR"}},
                "payment":%s,"confirmationDeadline":null,"match":null,"meetingUrl":null,"cancellation":null,"review":null,
                "reviewStatus":"NONE","rescheduling":null,
                "policies":{"fullRefundHours":24,"laterRefundPercent":50,"rescheduleNoticeHours":24,"answerWithinHours":24,
                "answerBeforeStartHours":2,"correctionDays":7,"reminders":[],"reviewReminders":[]},
                "statusHistory":[{"status":"REQUESTED","at":"2026-11-30T08:00:00Z","triggeredBy":"CLIENT","reason":null}],"corrections":[],
                "createdAt":"2026-11-30T08:00:00Z","confirmedAt":null,"completedAt":null%s}"""
                .formatted(id, status, payment, more.isEmpty() ? "" : "," + String.join(",", more));
    }

    /** @param offer its JSON, or {@code null} */
    static String place(String id, String status, String offer) {
        return """
                {"id":"%s","status":"%s","place":%s,"offeringId":"consultation-60","professionalId":"dr-khan","date":"2026-12-01",
                "start":null,"duration":60,"moves":null,"offer":%s,"bookingId":null,"createdAt":"2026-11-30T08:00:00Z","endedAt":null,
                "manageToken":null}"""
                .formatted(id, status, status.equals("WAITING") ? "2" : "null", offer);
    }

    /** An order that waits to be paid until half past eight. */
    static String order(String status) {
        return """
                {"status":"%s","orderId":"order_1","keyId":"rzp_test_holdfast","amount":{"amount":150000,"currency":"INR"},
                "holdUntil":"2026-11-30T08:30:00Z","captures":[],"refunds":[]}""".formatted(status);
    }
}
