package io.holdfast.web.api;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** How somebody wants to be written to. */
@HttpExchange("/api/v1/me/notifications")
public interface NotificationsApi {

    @GetExchange
    Choice choice();

    /** @throws ApiProblem 409 where it was changed since; 422 {@code essential-by-email}; 400 for each field that is wrong */
    @PutExchange
    Choice choose(@RequestBody NewChoice body);

    /**
     * @param channels   by {@code essential, reminders, reviews}
     * @param quietHours null for none
     * @param available  {@code EMAIL, SMS, PUSH}, those that there are
     */
    record Choice(long version, Map<String, List<String>> channels, @Nullable Quiet quietHours, List<String> available) {}

    record NewChoice(long version, Map<String, List<String>> channels, @Nullable Quiet quietHours) {}

    /** Wall times such as {@code 22:00}. @param zone IANA */
    record Quiet(String from, String to, String zone) {}
}
