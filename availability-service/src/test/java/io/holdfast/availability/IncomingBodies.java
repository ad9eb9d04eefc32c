package io.holdfast.availability;

import java.time.Duration;
import java.time.Instant;

/** IncomingBodies of others' events as they travel. */
public final class IncomingBodies {

    private IncomingBodies() {}

    public static String offering(String id, int capacity) {
        return """
                {"offeringId":"%s","name":"%s","description":"","mode":"DIRECT","confirmation":"INSTANT",
                 "durations":[30,60,90,120],"hourlyRate":{"amount":150000,"currency":"INR"},"capacity":%d,
                 "rules":{"minNoticeMinutes":120,"maxDaysAhead":30,"sameDay":true,"bufferBeforeMinutes":0,
                          "bufferAfterMinutes":0,"holdMinutes":15}}""".formatted(id, id, capacity);
    }

    public static String professional(String id, boolean active) {
        return """
                {"professionalId":"%s","displayName":"Dr Sarah Khan","email":"sarah@example.com","category":"medical",
                 "hourlyRate":{"amount":150000,"currency":"INR"},"zone":"Asia/Kolkata","languages":["en"],
                 "offeringIds":["consultation-60","group-yoga","lecture"],"active":%s}""".formatted(id, active);
    }

    public static String requested(String bookingId, String offeringId, String start) {
        return requested(bookingId, offeringId, "dr-sarah-khan", start);
    }

    public static String requested(String bookingId, String offeringId, String professionalId, String start) {
        return """
                {"bookingId":"%s","number":"HF-2026-000001","revision":1,"mode":"DIRECT","offeringId":"%s",
                 "professionalId":"%s","start":"%s","end":"%s","durationMinutes":60}"""
                .formatted(bookingId, offeringId, professionalId, start, end(start));
    }

    public static String paid(String bookingId, String start) {
        return paid(bookingId, "dr-sarah-khan", start);
    }

    public static String paid(String bookingId, String professionalId, String start) {
        return """
                {"bookingId":"%s","revision":1,"offeringId":"consultation-60","professionalId":"%s","start":"%s","end":"%s",
                 "amount":{"amount":150000,"currency":"INR"}}""".formatted(bookingId, professionalId, start, end(start));
    }

    public static String paidFor(String bookingId, String offeringId, String start) {
        return paid(bookingId, start).replace("consultation-60", offeringId);
    }

    public static String manual(String bookingId, String professionalId, String start) {
        return requested(bookingId, "consultation-60", professionalId, start).replaceFirst("\\{", "{\"manual\":true,");
    }

    /** Asks to move from revision 1 to revision 2. */
    public static String rescheduleRequested(
            String bookingId, String fromProfessional, String fromStart, String toProfessional, String toStart) {
        return """
                {"bookingId":"%s","number":"HF-2026-000001","revision":2,"offeringId":"consultation-60",
                 "professionalId":"%s","start":"%s","end":"%s","durationMinutes":60,
                 "from":%s,"by":"CLIENT","attempt":1}"""
                .formatted(bookingId, toProfessional, toStart, end(toStart), slot(1, fromProfessional, fromStart));
    }

    public static String secondAttempt(String rescheduleRequested) {
        return rescheduleRequested.replace("\"attempt\":1", "\"attempt\":2");
    }

    public static String rescheduled(
            String bookingId, String fromProfessional, String fromStart, String toProfessional, String toStart) {
        return """
                {"bookingId":"%s","number":"HF-2026-000001","revision":2,
                 "offering":{"id":"consultation-60","name":"C"},"professional":{"id":"%s","displayName":"P"},
                 "client":{"name":"Asha","email":"asha@example.com"},"language":"en","start":"%s","end":"%s",
                 "displayZone":"Asia/Kolkata","price":{"amount":150000,"currency":"INR"},"previous":%s,
                 "previousProfessional":{"id":"%s","displayName":"P"},"by":"CLIENT","at":"2026-11-23T03:00:00Z"}"""
                .formatted(bookingId, toProfessional, toStart, end(toStart), slot(1, fromProfessional, fromStart), fromProfessional);
    }

    /** @param pending what a reschedule had asked for, as {@link #slot} has it; empty for none */
    public static String cancelled(String bookingId, String professionalId, String start, String pending) {
        return """
                {"bookingId":"%s","number":"HF-2026-000001","revision":1,"offering":{"id":"consultation-60","name":"C"},
                 "professional":{"id":"%s","displayName":"Dr Sarah Khan"},
                 "client":{"name":"Asha","email":"asha@example.com"},"language":"en","start":"%s","end":"%s",
                 "displayZone":"Asia/Kolkata","by":"CLIENT","reason":"ill","refundPercentage":100,
                 "refund":{"amount":150000,"currency":"INR"},"wasConfirmed":true%s}"""
                .formatted(bookingId, professionalId, start, end(start), pending.isEmpty() ? "" : ",\"pendingSlot\":" + pending);
    }

    public static String slot(int revision, String professionalId, String start) {
        return """
                {"revision":%d,"professionalId":"%s","start":"%s","end":"%s"}"""
                .formatted(revision, professionalId, start, end(start));
    }

    public static String rejected(String bookingId) {
        return """
                {"bookingId":"%s","revision":1,"reason":"BOOKED"}""".formatted(bookingId);
    }

    public static String expired(String bookingId, String start) {
        return """
                {"bookingId":"%s","number":"HF-2026-000001","revision":1,"professionalId":"dr-sarah-khan",
                 "start":"%s","end":"%s"}""".formatted(bookingId, start, end(start));
    }

    private static String end(String start) {
        return Instant.parse(start).plus(Duration.ofMinutes(60)).toString();
    }
}
