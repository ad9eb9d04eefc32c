package io.holdfast.web.api;

import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** One's bookings as a calendar that other programs subscribe to; whoever knows its address reads it. */
@HttpExchange("/api/v1/me/feed")
public interface FeedApi {

    /** @throws ApiProblem 404 where there is none */
    @GetExchange
    Feed find();

    /** The one there is, or a new one. */
    @PostExchange
    Feed make();

    /** Its address leads nowhere from now on. */
    @DeleteExchange
    void end();

    /** @param webcal the same address, for programs that subscribe by a click */
    record Feed(String url, String webcal) {}
}
