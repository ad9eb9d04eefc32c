package io.holdfast.web.admin.platform;

import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.page.Form;

/** What was imported, and two ways to begin. @param key of each request: a second click is the same one */
public record ImportsView(Table imports, Pager pager, Form form, String key, String otherKey) {}
