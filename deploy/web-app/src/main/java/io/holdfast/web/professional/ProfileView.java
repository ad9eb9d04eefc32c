package io.holdfast.web.professional;

import io.holdfast.web.api.FeedApi;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about themselves.
 *
 * @param picture   an address that pages may show; null without one
 * @param megabytes the most that a file may have
 * @param preview   what clients see of it
 * @param feed      null while they have none
 */
public record ProfileView(
        String name,
        @Nullable String picture,
        int megabytes,
        String preview,
        FeedApi.@Nullable Feed feed,
        Form form) {}
