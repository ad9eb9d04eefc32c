package io.holdfast.web.admin.money;

import java.util.List;

import io.holdfast.web.admin.part.Link;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * A coupon to write.
 *
 * @param code      null for a new one
 * @param used      how often, in words; null for a new one
 * @param offerings what it can be for, with the names of their fields
 * @param key       of the request: a second click is the same one
 */
public record CouponView(
        @Nullable String code, @Nullable String used, String action, Form form, List<Link> offerings, String zone, String key) {}
