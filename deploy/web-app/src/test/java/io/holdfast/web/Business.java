package io.holdfast.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.web.StubApi.Said;

/** What the API says of the same practice to those who run it. It is Monday, 30 November, half past one in Kolkata. */
final class Business {

    private Business() {}

    static void in(StubApi api) {
        api.on("GET /api/v1/professionals/me", colleague("dr-khan", true));
        api.on("GET /api/v1/professionals/me/agenda", agenda());
        api.on("GET /api/v1/bookings/calendar", calendar(
                entry("b-2", "CONFIRMED", "Noa Levi", "2026-11-30T10:00:00Z", "2026-11-30T11:00:00Z"),
                entry("p-1", "PENDING_CONFIRMATION", "Gita Guest", "2026-12-01T04:30:00Z", "2026-12-01T05:30:00Z")));
        api.on("GET /api/v1/professionals/me/schedule", schedule());
        api.on("POST /api/v1/professionals/me/schedule/preview", preview());
        api.on("GET /api/v1/professionals/me/busy-calendars", Practice.list(busyCalendar("FAILING")));
        api.on("GET /api/v1/me/notifications", notifications());
        api.on("GET /api/v1/professionals/me/blocks", Practice.list(
                "{\"id\":\"off-1\",\"start\":\"2026-12-24T18:30:00Z\",\"end\":\"2026-12-26T18:30:00Z\",\"note\":\"At home\"}"));
        api.on("GET /api/v1/professionals/me/proposals", Practice.list(proposal()));
        api.on("GET /api/v1/bookings", asked -> Said.json(
                asked.query().contains("PENDING_CONFIRMATION") ? Practice.list(waiting("p-1")) : Practice.list(
                        Practice.booking("b-1", "CONFIRMED", "null"), Practice.booking("b-3", "COMPLETED", "null"),
                        Practice.booking("b-4", "CANCELLED", "null"))));
        api.on("GET /api/v1/bookings/b-1", Practice.booking("b-1", "CONFIRMED", "null"));
        api.on("GET /api/v1/admin/stats", stats(12));
        api.on("GET /api/v1/admin/bookings", bookings("next-1", Practice.booking("b-1", "CONFIRMED", "null")));
        api.on("GET /api/v1/admin/offerings", Practice.list(
                Practice.offering("consultation-60", "Consultation"),
                Practice.offering("old-one", "Old one").replace("\"active\":true", "\"active\":false")));
        api.on("GET /api/v1/admin/offerings/consultation-60", Practice.offering("consultation-60", "Consultation"));
        api.on("GET /api/v1/admin/professionals", Practice.list(colleague("dr-khan", true), colleague("dr-gone", false)));
        api.on("GET /api/v1/admin/professionals/dr-khan", colleague("dr-khan", true));
        api.on("GET /api/v1/admin/dead-letters", Practice.list(letter("null", "null")));
        api.on("GET /api/v1/admin/dead-letters/dl-1", letter("null", "{\"hello\":\"<b>world</b>\"}"));
        api.on("GET /api/v1/admin/system-health", health("DEGRADED"));
        Office.in(api);
    }

    /** Somebody of that role, who has just signed in. @param role as {@code /demo/tokens} calls them */
    static Browser signedIn(RunningWebApp web, String role) {
        String token = RunningWebApp.token("Somebody Else", role);
        web.api.on("GET /demo/tokens/" + role, "{\"token\":\"" + token + "\",\"sub\":\"" + role + "-1\"}");
        Browser browser = web.browser();
        browser.submit(browser.open("/login?next=/o/consultation-60"), "form:has([value=" + role + "])", Map.of());
        return browser;
    }

    /** Ten past three today is somebody's, half past four is offered, tomorrow at ten is Gita's. */
    private static String agenda() {
        return """
                {"zone":"Asia/Kolkata","free":[],"blocks":[{"id":"off-0","start":"2026-11-30T03:30:00Z","end":"2026-11-30T04:30:00Z","note":"Dentist"}],
                "reservations":[%s,%s,%s]}""".formatted(
                reservation("b-2", "BOOKED", "\"CONFIRMED\"", "{\"name\":\"Noa Levi\"}", "2026-11-30T10:00:00Z", "2026-11-30T11:00:00Z"),
                reservation("x-9", "OFFERED", "null", "null", "2026-11-30T11:00:00Z", "2026-11-30T12:00:00Z"),
                reservation(
                        "p-1", "BOOKED", "\"PENDING_CONFIRMATION\"", "{\"name\":\"Gita Guest\"}", "2026-12-01T04:30:00Z",
                        "2026-12-01T05:30:00Z"));
    }

    /** @param entries as {@link #entry} makes them */
    static String calendar(String... entries) {
        return "{\"from\":\"2026-11-29T18:30:00Z\",\"to\":\"2026-12-06T18:30:00Z\",\"complete\":true,\"bookings\":[%s]}"
                .formatted(String.join(",", entries));
    }

    static String entry(String id, String status, String client, String start, String end) {
        return """
                {"id":"%s","number":"HF-2026-000009","status":"%s","revision":1,"mode":"DIRECT","manual":false,"online":false,
                "offering":{"id":"consultation-60","name":"Consultation"},"professional":{"id":"dr-khan","displayName":"Dr. Sarah Khan"},
                "client":{"name":"%s"},"start":"%s","end":"%s","paymentStatus":null,"confirmationDeadline":null}"""
                .formatted(id, status, client, start, end);
    }

    /** Today twice, tomorrow never. */
    private static String preview() {
        return """
                {"zone":"Asia/Kolkata","duration":60,"days":[{"date":"2026-11-30","slots":[
                {"start":"2026-11-30T09:00:00Z","end":"2026-11-30T10:00:00Z","time":"14:30","available":true,"reason":null},
                {"start":"2026-11-30T10:00:00Z","end":"2026-11-30T11:00:00Z","time":"15:30","available":false,"reason":"BOOKED"},
                {"start":"2026-11-30T11:30:00Z","end":"2026-11-30T12:30:00Z","time":"17:00","available":true,"reason":null}]},
                {"date":"2026-12-01","slots":[]}]}""";
    }

    static String busyCalendar(String status) {
        return """
                {"id":"cal-1","kind":"ICS","name":"At home","location":"calendar.example.com","status":"%s",
                "lastRefreshedAt":"2026-11-30T06:00:00Z","lastTriedAt":"2026-11-30T07:55:00Z","nextRefreshAt":"2026-11-30T08:05:00Z",
                "failingSince":"2026-11-30T06:30:00Z","error":"The server said 500.","busyTimes":4,
                "conflicts":[{"bookingId":"b-2","number":"HF-2026-000009","start":"2026-11-30T10:00:00Z","end":"2026-11-30T11:00:00Z"}],
                "createdAt":"2026-11-01T08:00:00Z"}""".formatted(status);
    }

    static String notifications() {
        return """
                {"version":3,"channels":{"essential":["EMAIL"],"reminders":["EMAIL","SMS"],"reviews":[]},
                "quietHours":{"from":"22:00","to":"07:00","zone":"Asia/Kolkata"},"available":["EMAIL","SMS"]}""";
    }

    private static String reservation(String id, String status, String booking, String client, String start, String end) {
        return """
                {"bookingId":"%s","number":"HF-2026-000009","revision":1,"status":"%s","bookingStatus":%s,"offeringId":"consultation-60",
                "offering":{"id":"consultation-60","name":"Consultation"},"client":%s,"start":"%s","end":"%s"}"""
                .formatted(id, status, booking, client, start, end);
    }

    /** To be answered by six this evening. */
    static String waiting(String id) {
        return Practice.booking(id, "PENDING_CONFIRMATION", "null")
                .replace("\"confirmationDeadline\":null", "\"confirmationDeadline\":\"2026-11-30T12:30:00Z\"")
                .replace("\"intake\":{}", "\"intake\":{\"topic\":\"Sleep\"}");
    }

    private static String proposal() {
        return """
                {"id":"x-9~dr-khan","status":"PENDING","offering":{"id":"home-massage","name":"Home massage"},"start":"2026-11-30T11:00:00Z",
                "end":"2026-11-30T12:00:00Z","duration":60,"displayZone":"Asia/Kolkata","city":"Tel Aviv","kilometres":3.25,
                "earnings":{"amount":17000,"currency":"ILS"},"sentAt":"2026-11-30T07:00:00Z","deadline":"2026-11-30T08:20:00Z","wave":1,
                "score":{"total":0.82,"parts":{"DISTANCE":0.4,"SKILL":1.0,"SOMETHING_NEW":0.7}},"answeredAt":null,"withdrawn":null,"booking":null}""";
    }

    /** Mondays nine to five with lunch, Saturdays until midnight; Christmas and a day long past are closed. */
    static String schedule() {
        return """
                {"zone":"Asia/Kolkata","slotStep":30,"weeklyHours":{"MONDAY":{"start":"09:00","end":"17:00","enabled":true},
                "TUESDAY":{"start":"09:00","end":"17:00","enabled":false},"SATURDAY":{"start":"20:00","end":"24:00","enabled":true}},
                "breaks":[{"start":"13:00","end":"14:00","days":["MONDAY","SATURDAY"]}],
                "overrides":[{"date":"2025-12-25","closed":true},{"date":"2026-12-25","closed":true},{"date":"2026-12-31","start":"09:00","end":"12:00"}],
                "buffers":{"before":0,"after":10},
                "recurring":[{"everyWeeks":2,"from":"2026-12-06","until":null,"days":["SUNDAY"],"start":"10:00","end":"12:00"}]}""";
    }

    static String month() {
        return """
                {"month":"2026-11","zone":"Asia/Kolkata","totalBookings":1200,"completedBookings":900,"cancelledBookings":50,"pendingBookings":20,
                "confirmedBookings":200,"noShowBookings":10,"declinedBookings":5,"expiredBookings":10,"rejectedBookings":5,
                "revenueByCurrency":[{"amount":99900,"currency":"INR"},{"amount":20000,"currency":"ILS"}],"conversionRate":0.925,
                "refunds":{"amount":{"amount":75000,"currency":"INR"},"count":1,"rate":0.1,"byCurrency":[{"amount":75000,"currency":"INR"}]}}""";
    }

    static String stats(long total) {
        return "{\"bookingsByStatus\":{\"PENDING_CONFIRMATION\":%d,\"CONFIRMED\":%d},\"totalBookings\":%d}"
                .formatted(Math.min(total, 3), Math.max(0, total - 3), total);
    }

    /** A page by cursor, which has no number. */
    static String bookings(String next, String... items) {
        return "{\"items\":[%s],\"pagination\":{\"total\":26,\"pages\":2%s}}"
                .formatted(String.join(",", items), next == null ? "" : ",\"next\":\"" + next + "\"");
    }

    static String colleague(String id, boolean active) {
        return """
                {"id":"%s","displayName":"Dr. Sarah Khan","email":"sarah@example.com","phone":null,"avatarUrl":null,"category":"Therapist",
                "hourlyRate":{"amount":150050,"currency":"INR"},"zone":"Asia/Kolkata","rating":4.75,"ratingCount":12,"languages":["en","hi"],
                "offeringIds":["consultation-60","kept-beside"],"skills":["deep-tissue"],"serviceArea":["Pune"],"gender":null,"active":%s}"""
                .formatted(id, active);
    }

    static String letter(String replayedAt, String payload) {
        return """
                {"id":"dl-1","topic":"booking-events","group":"notification-service","eventType":"booking.confirmed","eventId":"e-1","subject":null,
                "bookingId":"b-1","correlationId":null,"cause":"The template could not be read.","exception":"TemplateMissing","origin":"x",
                "at":"2026-11-30T07:00:00Z","replayOf":null,"replayedAt":%s,"replayedBy":null,"payload":%s,"payloadSize":17,"payloadSha256":null,
                "payloadMissing":null}""".formatted(replayedAt, payload);
    }

    static String health(String status) {
        return """
                {"status":"%1$s","checkedAt":"2026-11-30T08:00:00Z","activeBookings":3,"matching":null,
                "components":[{"name":"broker","status":"%1$s","detail":"Slow just now.","figures":{}}],
                "services":[{"name":"booking-service","status":"UP","detail":null,"millis":12,"said":null}]}""".formatted(status);
    }

    /** Every page of professionals. */
    static List<String> pagesOfProfessionals() {
        return List.of(
                "/pro", "/pro/requests", "/pro/bookings/b-1", "/pro/bookings/b-1/move", "/pro/schedule", "/pro/schedule/off",
                "/pro/schedule?month=2026-12&date=2026-12-07", "/pro/calendar", "/pro/calendar?view=day", "/pro/calendar?view=month",
                "/pro/calendars", "/pro/earnings", "/pro/profile", "/pro/notifications");
    }

    /** Every page of admins. */
    static List<String> pagesOfAdmins() {
        return Stream.concat(Office.pages().stream(), Stream.of(
                "/admin", "/admin/bookings", "/admin/bookings/b-1", "/admin/offerings", "/admin/offerings/new",
                "/admin/offerings/consultation-60", "/admin/professionals", "/admin/professionals/new", "/admin/professionals/dr-khan",
                "/admin/dead-letters", "/admin/dead-letters/dl-1", "/admin/health")).toList();
    }
}
