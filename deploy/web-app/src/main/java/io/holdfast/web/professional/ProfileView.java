package io.holdfast.web.professional;

import io.holdfast.web.api.FeedApi;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about themselves.
 *
 * @param picture an https address; null without one
 * @param preview what clients see of it
 * @param feed    null while they have none
 */
public record ProfileView(String name, @Nullable String picture, String preview, FeedApi.@Nullable Feed feed, Form form) {}
