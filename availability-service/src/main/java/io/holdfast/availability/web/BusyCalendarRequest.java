package io.holdfast.availability.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.availability.calendars.CalendarAccess;
import io.holdfast.availability.calendars.CalendarTargets;
import io.holdfast.availability.domain.BusyCalendar.Kind;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import io.holdfast.defaults.web.Texts;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Another calendar to be read.
 *
 * @param kind     {@code ICS}, {@code CALDAV} or {@code GOOGLE}
 * @param name     at most 100 characters; without it the address's host
 * @param address  of an iCalendar file or a CalDAV collection, https, or of a Google calendar its id, such as its owner's email
 * @param user     CALDAV: at its server, with {@code password}
 * @param password CALDAV: the user's; many servers want one that is made for programs
 * @param token    CALDAV: in the place of user and password; GOOGLE: a refresh token of its owner, without which the platform's
 *                 own account must have been given access
 */
record BusyCalendarRequest(
        @Nullable String kind,
        @Nullable String name,
        @Nullable String address,
        @Nullable String user,
        @Nullable String password,
        @Nullable String token) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_USER = 254;
    private static final int LONGEST_SECRET = 2_000;

    /** How it is reached, understood. */
    record Wanted(Kind kind, String name, String shownAs, Optional<HttpUrl> url, CalendarAccess access) {}

    /** @throws Problem 400 that names every field that is wrong */
    Wanted wanted(String id) {
        var errors = new ArrayList<FieldError>();
        Optional<Kind> known = kind(errors);
        String named = Objects.requireNonNullElse(Texts.cleanOptional(name), "");
        requireLine("name", named, LONGEST_NAME, errors);
        String where = Objects.requireNonNullElse(Texts.cleanCode(address), "");
        Optional<HttpUrl> url = known.filter(kind -> kind != Kind.GOOGLE).flatMap(kind -> url(where, errors));
        known.ifPresent(kind -> requireSecrets(kind, where, errors));
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        String shownAs = url.map(HttpUrl::host).orElse(where);
        String opens = url.map(HttpUrl::toString).orElse(where);
        return new Wanted(
                known.orElseThrow(),
                named.isEmpty() ? shownAs : named,
                shownAs,
                url,
                new CalendarAccess(id, opens, user, password == null ? token : password));
    }

    private Optional<Kind> kind(List<FieldError> errors) {
        Optional<Kind> found = List.of(Kind.values()).stream().filter(kind -> kind.name().equals(this.kind)).findFirst();
        if (found.isEmpty()) {
            errors.add(new FieldError("kind", "must be ICS, CALDAV or GOOGLE"));
        }
        return found;
    }

    private static Optional<HttpUrl> url(String where, List<FieldError> errors) {
        Optional<HttpUrl> url = CalendarTargets.parse(where);
        if (url.isEmpty()) {
            errors.add(new FieldError(
                    "address",
                    "must be a web address of at most " + CalendarTargets.LONGEST + " characters, without user and fragment"));
        }
        return url;
    }

    private void requireSecrets(Kind known, String where, List<FieldError> errors) {
        requireSecret("user", user, LONGEST_USER, errors);
        requireSecret("password", password, LONGEST_SECRET, errors);
        requireSecret("token", token, LONGEST_SECRET, errors);
        switch (known) {
            case ICS -> {
                requireAbsent("user", user, known, errors);
                requireAbsent("password", password, known, errors);
                requireAbsent("token", token, known, errors);
            }
            case CALDAV -> {
                if (token != null && (user != null || password != null)) {
                    errors.add(new FieldError("token", "must be alone, or user and password without it"));
                } else if (token == null && (user == null || password == null)) {
                    errors.add(new FieldError(user == null ? "user" : "password", "is missing, unless there is a token"));
                }
            }
            case GOOGLE -> {
                requireAbsent("user", user, known, errors);
                requireAbsent("password", password, known, errors);
                if (where.isEmpty()) {
                    errors.add(new FieldError("address", "is missing"));
                }
                requireLine("address", where, LONGEST_USER, errors);
            }
        }
    }

    private static void requireAbsent(String field, @Nullable String value, Kind known, List<FieldError> errors) {
        if (value != null) {
            errors.add(new FieldError(field, "is not used for " + known));
        }
    }

    /** As it is: blanks may belong to a password. */
    private static void requireSecret(String field, @Nullable String value, int longest, List<FieldError> errors) {
        if (value != null && value.isBlank()) {
            errors.add(new FieldError(field, "must not be blank"));
        }
        requireLine(field, Objects.requireNonNullElse(value, ""), longest, errors);
    }

    private static void requireLine(String field, String value, int longest, List<FieldError> errors) {
        if (Texts.length(value) > longest || !Texts.isOneLine(value) || !Texts.isSound(value)) {
            errors.add(new FieldError(field, "must be one line of at most " + longest + " characters"));
        }
    }

    /** Without what opens it. */
    @Override
    public String toString() {
        return "BusyCalendarRequest[" + kind + "]";
    }
}
