package io.holdfast.web.page;

import java.time.Clock;

import io.holdfast.web.WebSettings;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.session.Cookies;
import io.holdfast.web.session.Csrf;
import io.holdfast.web.session.Visitors;
import org.springframework.stereotype.Component;

/** What a {@link Page} is made with. */
@Component
record PageParts(
        WebSettings settings, Visitors visitors, Cookies cookies, Csrf csrf, Assets assets, CatalogueApi catalogue, Clock clock) {}
