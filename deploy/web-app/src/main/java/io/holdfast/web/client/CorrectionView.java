package io.holdfast.web.client;

import java.util.List;

import io.holdfast.web.page.Form;

/**
 * A booking's details that can be corrected.
 *
 * @param address whether somebody comes to them
 */
public record CorrectionView(
        String id, String number, String what, String when, boolean address, List<Language> languages, Form form) {

    /** @param tag BCP 47 */
    public record Language(String tag, String name, boolean chosen) {}
}
