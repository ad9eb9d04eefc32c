package io.holdfast.web.admin.platform;

import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/** What programs sign in with. @param made the key itself, only where it was just made @param key of the request */
public record ApiKeysView(Table keys, Pager pager, Form form, @Nullable String made, String key) {}
