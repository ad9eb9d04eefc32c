package io.holdfast.web.demo;

import java.util.List;

/** What was sent, the newest first. @param to only what went there; empty for everything */
public record MailboxView(List<Row> rows, List<String> addressees, String to) {

    /** @param channel {@code email}, {@code sms} or {@code push} */
    public record Row(String channel, String to, String subject, String when, String machine, String address) {}
}
