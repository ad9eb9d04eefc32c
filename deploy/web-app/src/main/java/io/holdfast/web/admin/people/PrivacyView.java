package io.holdfast.web.admin.people;

import io.holdfast.web.admin.part.Table;
import io.holdfast.web.page.Form;

/** What was handed out and erased. @param exportKey of the request: a second click is the same one */
public record PrivacyView(Table exports, Table erasures, Form form, String exportKey, String erasureKey) {}
