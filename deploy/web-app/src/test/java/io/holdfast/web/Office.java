package io.holdfast.web;

import java.util.List;
import java.util.Map;

import io.holdfast.web.StubApi.Said;

/** What the API says to the admins of {@link Business} beside its bookings: of people, money, messages and the platform. */
final class Office {

    private Office() {}

    static void in(StubApi api) {
        api.on("GET /api/v1/bookings/b-1/timeline", timeline());
        api.on("GET /api/v1/admin/bookings/calendar", calendar(true, Practice.booking("b-1", "CONFIRMED", "null")));
        api.on("GET /api/v1/admin/analytics", analytics());
        api.on("GET /api/v1/admin/contacts", asked -> Said.json(part("next-1", contact(""))));
        api.on("GET /api/v1/admin/contacts/c-1", contact("""
                ,"notes":"Comes by train","notesAt":null,"bookings":%s""".formatted(part(null, booked()))));
        api.on("GET /api/v1/admin/waitlist", part(null, line()));
        api.on("GET /api/v1/admin/privacy/exports", part(null, job("RUNNING")));
        api.on("GET /api/v1/admin/privacy/exports/j-1", job("RUNNING"));
        api.on("GET /api/v1/admin/privacy/erasures", part(null));
        api.on("GET /api/v1/admin/payments", asked -> Said.json(
                asked.query().contains("REFUND_FAILED") ? part(null) : part(null, payment("CAPTURED", ""))));
        api.on("GET /api/v1/admin/coupons", part(null, coupon()));
        api.on("GET /api/v1/admin/coupons/DIWALI-10", coupon());
        api.on("GET /api/v1/admin/templates", part(null, """
                {"kind":"CONFIRMED","recipient":"CLIENT","subject":"Confirmed","languages":["en","hi","he"],"formats":["html","text"]},
                {"kind":"CONFIRMED","recipient":"PROFESSIONAL","subject":"New","languages":["en","hi","he"],"formats":["html","text"]}"""));
        api.on("GET /api/v1/admin/templates/CONFIRMED", asked -> new Said(
                200, asked.query().contains("html") ? "text/html;charset=UTF-8" : "text/plain;charset=UTF-8",
                asked.query().contains("html") ? "<html><body>It is <b>confirmed</b></body></html>" : "It is confirmed", Map.of()));
        api.on("GET /api/v1/admin/automations", asked -> Said.json(
                asked.query().contains("FAILED") ? part(null) : part(null, automation("COMPLETED", "null"))));
        api.on("GET /api/v1/admin/suppressions", part(null, """
                {"id":"s-1","address":"gone@example.com","cause":"HARD_BOUNCE","since":"2026-11-30T07:00:00Z"}"""));
        api.on("GET /api/v1/admin/webhooks", part(null, webhook("null")));
        api.on("GET /api/v1/admin/webhooks/w-1", webhook("null"));
        api.on("GET /api/v1/admin/webhooks/w-1/deliveries", part(null, """
                {"eventId":"e-1","type":"booking.confirmed.v1","subject":"b-1","cursor":"c","status":"RETRYING","attempts":3,"responseCode":500,
                "reason":"It said no.","firstAttemptAt":"2026-11-30T07:00:00Z","lastAttemptAt":"2026-11-30T07:30:00Z"}"""));
        api.on("GET /api/v1/admin/api-keys", part(null, key("null")));
        api.on("GET /api/v1/admin/audit", part("next-1", """
                {"id":"a-1","at":"2026-11-30T07:00:00Z","actor":"admin-1","apiKeyId":null,"service":"booking-service",
                "action":"POST /api/v1/bookings/{id}/cancel","subjects":["b-1"],"outcome":"REFUSED","status":409,"code":"booking-over",
                "overrides":["reschedule-notice"],"requestId":"r-1","endedAt":null}"""));
        api.on("GET /api/v1/admin/imports", part(null, anImport("DONE", "null")));
        api.on("GET /api/v1/admin/imports/i-1", anImport("DONE", "null"));
        api.on("GET /api/v1/admin/matching", part(null, match()));
        api.on("POST /api/v1/admin/matching/replays", """
                {"policy":{},"requests":4,"most":500,"sameWinner":3,
                "actual":{"matched":4,"proposals":9,"acceptanceRate":0.44,"minutesToMatch":6.5,"kilometres":null,"giniOfProposals":0.2,"newcomersShare":0.1},
                "shadow":{"matched":4,"proposals":8,"acceptanceRate":0.5,"minutesToMatch":5.0,"kilometres":3.25,"giniOfProposals":0.3,"newcomersShare":0.0},
                "differences":[{"bookingId":"x-9","actual":"dr-khan","shadow":null,"because":"DISTANCE"}]}""");
    }

    /** Every page that is of it. */
    static List<String> pages() {
        return List.of(
                "/admin/bookings/new", "/admin/bookings/new?offering=consultation-60", "/admin/calendar", "/admin/analytics",
                "/admin/payments", "/admin/coupons", "/admin/coupons/new", "/admin/coupons/DIWALI-10", "/admin/contacts",
                "/admin/contacts/c-1", "/admin/waitlist", "/admin/privacy", "/admin/privacy/exports/j-1", "/admin/templates",
                "/admin/templates/confirmed?for=client&in=he", "/admin/automations", "/admin/suppressions", "/admin/webhooks",
                "/admin/webhooks/new", "/admin/webhooks/w-1", "/admin/api-keys", "/admin/audit", "/admin/imports", "/admin/imports/i-1",
                "/admin/matching", "/admin/matching/x-9", "/admin/matching/replay");
    }

    static String calendar(boolean complete, String... bookings) {
        return "{\"from\":\"2026-11-30T00:00:00Z\",\"to\":\"2026-12-01T00:00:00Z\",\"bookings\":[%s],\"complete\":%s}"
                .formatted(String.join(",", bookings), complete);
    }

    static String part(String next, String... items) {
        return "{\"items\":[%s],\"pagination\":{\"total\":%d,\"pages\":1%s}}"
                .formatted(String.join(",", items), items.length, next == null ? "" : ",\"next\":\"" + next + "\"");
    }

    static String analytics() {
        var days = new StringBuilder();
        for (int day = 1; day <= 30; day++) {
            days.append(day == 1 ? "" : ",").append("{\"day\":\"2026-11-%02d\",\"count\":%d}".formatted(day, day % 7 * 10));
        }
        String share = """
                {"id":"consultation-60","name":"Consultation","bookings":1200,"confirmed":1110,"completed":900,
                "revenue":{"amount":99900,"currency":"INR"},"revenueByCurrency":[{"amount":99900,"currency":"INR"}]}""";
        return Business.month().replace("\"revenueByCurrency\"", """
                "totalRevenue":{"amount":99900,"currency":"INR"},"averageValue":{"amount":150000,"currency":"INR"},
                "conversion":{"started":1200,"paid":1150,"confirmed":1110,"completed":900},"topService":null,"topProfessional":null,
                "bookingsByDay":[%s],"popularTimes":[{"weekday":"TUESDAY","hour":10,"count":40},{"weekday":"FRIDAY","hour":12,"count":9}],
                "confirmationTimes":{"asked":9,"answered":7,"unanswered":2,"averageSeconds":5400,"medianSeconds":5400,"slowTenthSeconds":9000},
                "services":[%s],"professionals":[%s],"revenueByCurrency\"""".formatted(days, share, share.replace("Consultation", "Dr. Sarah Khan")));
    }

    private static String timeline() {
        return """
                {"items":[
                {"at":"2026-11-30T08:00:00Z","type":"booking.requested","happened":true,"triggeredBy":"CLIENT","cause":"x","detail":null,
                "providerAt":null,"by":null,"kind":null,"recipient":null,"channel":null},
                {"at":"2026-11-30T08:01:00Z","type":"notification.sent","happened":true,"triggeredBy":null,"cause":"x","detail":null,
                "providerAt":null,"by":null,"kind":"CONFIRMED","recipient":"CLIENT","channel":"EMAIL"},
                {"at":"2026-11-30T08:02:00Z","type":"notification.failed","happened":true,"triggeredBy":null,"cause":"x","detail":"refused",
                "providerAt":null,"by":null,"kind":"CONFIRMED","recipient":"PROFESSIONAL","channel":"SMS"},
                {"at":"2026-12-01T04:30:00Z","type":"booking.start-reached","happened":false,"triggeredBy":"SCHEDULER","cause":"x","detail":null,
                "providerAt":null,"by":null,"kind":null,"recipient":null,"channel":null}]}""";
    }

    private static String contact(String more) {
        return """
                {"id":"c-1","name":"Gita Guest","email":"gita@example.com","phone":"+919812345678","language":"hi","signedIn":false,
                "firstBookedAt":"2026-11-01T08:00:00Z","lastBookedAt":"2026-11-30T08:00:00Z"%s}""".formatted(more);
    }

    private static String booked() {
        return """
                {"id":"b-1","number":"HF-2026-000001","status":"CONFIRMED","offering":{"id":"consultation-60","name":"Consultation"},
                "professional":{"id":"dr-khan","displayName":"Dr. Sarah Khan"},"start":"2026-12-01T04:30:00Z","end":"2026-12-01T05:30:00Z",
                "price":{"amount":150000,"currency":"INR"},"createdAt":"2026-11-30T08:00:00Z"}""";
    }

    private static String line() {
        return """
                {"id":"l-1","professionalId":"dr-khan","offeringId":null,"date":"2026-12-01","waiting":1,
                "entries":[{"entry":{"id":"e-1","status":"WAITING","place":2,"offeringId":"consultation-60","professionalId":"dr-khan",
                "date":"2026-12-01","start":null,"duration":60,"moves":null,"offer":null,"bookingId":null,"createdAt":"2026-11-30T08:00:00Z",
                "endedAt":null,"manageToken":null},"clientName":"Gita Guest","clientEmail":"gita@example.com"}]}""";
    }

    static String job(String status) {
        return """
                {"id":"j-1","status":"%s","person":{"email":"gita@example.com","phone":null,"clientId":null},"requestedBy":"admin-1",
                "requestedAt":"2026-11-30T08:00:00Z","finishedAt":null,"endsAt":"2026-12-30T08:00:00Z","bookings":2,"done":1,"total":4,
                "services":[{"service":"booking-service","done":1,"total":1,"found":{"bookings":2}}],"failure":null,"archive":%s}"""
                .formatted(status, status.equals("DONE") ? "\"/api/v1/admin/privacy/exports/j-1/archive.zip\"" : "null");
    }

    /** @param refunds their JSON */
    static String payment(String status, String refunds) {
        return """
                {"bookingId":"b-1","revision":1,"status":"%s","orderId":"order_1","keyId":"rzp","amount":{"amount":150000,"currency":"INR"},
                "holdUntil":null,"attempts":[{"paymentId":"pay_0","status":"FAILED","reason":"Card declined","at":"2026-11-30T07:59:00Z"}],
                "captures":[{"paymentId":"pay_1","orderId":"order_1","amount":{"amount":150000,"currency":"INR"},"accepted":true,
                "at":"2026-11-30T08:00:00Z"}],"refunds":[%s]}""".formatted(status, refunds);
    }

    static String refund(String status) {
        return """
                {"refundId":null,"paymentId":"pay_1","amount":{"amount":75000,"currency":"INR"},"reason":"Late","status":"%s","attempt":1,
                "failure":null}""".formatted(status);
    }

    static String coupon() {
        return """
                {"code":"DIWALI-10","percent":10,"amount":null,"validFrom":null,"validUntil":"2026-12-06T00:00:00Z","maxUses":50,
                "oncePerClient":true,"offeringIds":["consultation-60"],"active":true,"used":3,"createdAt":"2026-11-01T08:00:00Z"}""";
    }

    static String automation(String status, String error) {
        return """
                {"bookingId":"b-1","type":"REMINDER","data":{},"revision":1,"scheduledFor":"2026-11-30T07:00:00Z",
                "executedAt":"2026-11-30T07:00:01Z","status":"%s","error":%s}""".formatted(status, error);
    }

    static String webhook(String secret) {
        return """
                {"id":"w-1","url":"https://crm.example.com/hooks","types":["booking.*"],"description":"CRM","active":true,"status":"ACTIVE",
                "deliveredTo":"c","waiting":2,"failingSince":"2026-11-30T07:00:00Z","retryAt":null,"disabledFor":null,"disabledAt":null,
                "secrets":[],"secret":%s,"createdAt":"2026-11-01T08:00:00Z"}""".formatted(secret);
    }

    static String key(String itself) {
        return """
                {"id":"k-1","name":"Website","scopes":["bookings:read"],"active":true,"createdBy":"admin-1","createdAt":"2026-11-01T08:00:00Z",
                "expiresAt":"2027-11-01T08:00:00Z","revokedAt":null,"lastUsedAt":null,"key":%s}""".formatted(itself);
    }

    static String anImport(String status, String at) {
        return """
                {"id":"i-1","status":"%s","format":"CSV","source":"csv","dryRun":true,"skipRefused":false,"notifies":false,"at":%s,
                "report":[{"kind":"OFFERINGS","rows":5,"created":3,"updated":1,"unchanged":0,"refused":1,"leftOut":0,"expected":null}],
                "refusals":[{"kind":"OFFERINGS","line":4,"field":"price","message":"is no amount"}],"failure":null,
                "requestedAt":"2026-11-30T08:00:00Z","finishedAt":"2026-11-30T08:00:05Z"}""".formatted(status, at);
    }

    private static String match() {
        return """
                {"bookingId":"x-9","number":"HF-2026-000009","revision":1,"status":"MATCHED","failure":null,"offeringId":"consultation-60",
                "start":"2026-12-01T04:30:00Z","end":"2026-12-01T05:30:00Z","city":"Tel Aviv","position":null,"askedAt":"2026-11-30T07:00:00Z",
                "deadline":"2026-11-30T09:00:00Z","endedAt":"2026-11-30T07:10:00Z","professionalId":"dr-khan",
                "proposals":[{"id":"p","professionalId":"dr-khan","displayName":"Dr. Sarah Khan","wave":1,"status":"ACCEPTED",
                "sentAt":"2026-11-30T07:00:00Z","deadline":"2026-11-30T07:20:00Z","answeredAt":null,"reason":null,"withdrawn":null,
                "score":{"total":0.82,"parts":{"DISTANCE":0.4,"SKILL":1.0}}}],
                "waves":[{"wave":1,"at":"2026-11-30T07:00:00Z","considered":3,"unsuitable":{"BUSY":2},"asked":["dr-khan"],
                "candidates":[{"professionalId":"dr-khan","displayName":"Dr. Sarah Khan","score":{"total":0.82,"parts":{}},"features":{}}],
                "policy":{"weights":{"SKILL":3.0,"DISTANCE":2.5},"reachKilometres":40.0}}]}""";
    }
}
