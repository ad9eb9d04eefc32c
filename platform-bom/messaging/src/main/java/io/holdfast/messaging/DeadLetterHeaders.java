package io.holdfast.messaging;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a dead letter says of itself, beside the headers that it came with, and what its replay says. */
public final class DeadLetterHeaders {

    /** {@code topic-partition@offset} */
    public static final String ORIGIN = "dlt-origin";
    /** the consumer group that could not take it */
    public static final String GROUP = "dlt-group";
    /** one sentence for people */
    public static final String CAUSE = "dlt-cause";
    /** Java class of the failure */
    public static final String EXCEPTION = "dlt-exception";
    /** bytes of a body that was too large to be parked */
    public static final String BODY_SIZE = "dlt-body-size";
    /** SHA-256 of a body that was too large to be parked, hexadecimal */
    public static final String BODY_SHA256 = "dlt-body-sha256";
    /** the dead letter that is handled once more; stays when it is parked again */
    public static final String REPLAY_OF = "replay-of";
    /** where the replayed message stood at first, as in {@link #ORIGIN} */
    public static final String REPLAY_ORIGIN = "replay-origin";

    private static final int LONGEST_TEXT = 1_000;

    private DeadLetterHeaders() {}

    /** Why a group parks a message. */
    public static Map<String, String> reason(RawEvent raw, String group, Exception cause) {
        var reason = new LinkedHashMap<String, String>();
        reason.put(ORIGIN, raw.origin());
        reason.put(GROUP, group);
        reason.put(CAUSE, shortened(String.valueOf(cause.getMessage())));
        reason.put(EXCEPTION, cause.getClass().getName());
        return reason;
    }

    /** The headers of a replay: as they were before it was parked, and whose replay it is. */
    public static Map<String, String> replayOf(String deadLetter, RawEvent parked) {
        var headers = new LinkedHashMap<String, String>();
        parked.headers().forEach((name, value) -> {
            if (!name.startsWith("dlt-")) {
                headers.put(name, value);
            }
        });
        headers.put(REPLAY_OF, deadLetter);
        headers.put(REPLAY_ORIGIN, parked.headers().getOrDefault(ORIGIN, parked.origin()));
        return headers;
    }

    /** Cut to what a header may hold. */
    public static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
