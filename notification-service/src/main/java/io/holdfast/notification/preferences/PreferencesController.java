package io.holdfast.notification.preferences;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import io.holdfast.notification.Channel;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.TenantId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the caller wants to be written to. */
@RestController
@RequestMapping("/api/v1/me/notifications")
class PreferencesController {

    private final Preferences preferences;
    private final UsualChannels usual;

    PreferencesController(Preferences preferences, UsualChannels usual) {
        this.preferences = preferences;
        this.usual = usual;
    }

    /** By which channels one is told what. */
    @GetMapping
    PreferencesResponse preferences(Caller caller) {
        return answer(caller, preferences.find(person(caller)));
    }

    /**
     * Replaces all of it; takes what GET gave. 409 when it was changed since, and then nothing is changed; without a
     * version nobody asks.
     */
    @PutMapping
    @Outcomes(problems = {"conflict", "essential-by-email"})
    PreferencesResponse choose(@RequestBody PreferencesRequest body, Caller caller) {
        Map<MessageGroup, Set<Channel>> channels = body.channels(usual.on());
        return preferences
                .choose(person(caller), body.version(), channels, body.toQuietHours())
                .map(chosen -> answer(caller, chosen))
                .orElseThrow(() -> Problem.conflict("Your choice was changed meanwhile. Please look at it again."));
    }

    private PreferencesResponse answer(Caller caller, PersonPreferences chosen) {
        var effective = new EnumMap<MessageGroup, Set<Channel>>(MessageGroup.class);
        for (MessageGroup group : MessageGroup.values()) {
            Set<Channel> channels = EnumSet.noneOf(Channel.class);
            channels.addAll(chosen.channelsOf(group, usualFor(caller, group)));
            channels.retainAll(usual.on());
            effective.put(group, channels);
        }
        return PreferencesResponse.of(chosen, effective, usual.on());
    }

    private Set<Channel> usualFor(Caller caller, MessageGroup group) {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        if (caller.is(Role.PROFESSIONAL)) {
            channels.addAll(usual.of(group, Recipient.PROFESSIONAL));
        }
        if (!caller.is(Role.PROFESSIONAL) || caller.is(Role.CLIENT)) {
            channels.addAll(usual.of(group, Recipient.CLIENT));
        }
        return channels;
    }

    static PersonKey person(Caller caller) {
        if (caller.subject() == null) {
            throw Problem.unauthenticated("Please sign in.");
        }
        return PersonKey.signedIn(new TenantId(caller.tenantId()), caller.subject());
    }
}
