package io.holdfast.web.professional;

import java.util.List;

import io.holdfast.web.page.Form;

/**
 * How somebody wants to be written to.
 *
 * @param channels those there are, in the order of the columns
 * @param zones    IANA, to choose from
 * @param version  what was looked at
 */
public record NotificationsView(List<String> channels, List<Group> groups, List<String> zones, String version, Form form) {

    public record Group(String name, String hint, List<Choice> choices) {}

    /**
     * A message of a group by a channel.
     *
     * @param field   of the form
     * @param isFixed whether nobody may do without
     */
    public record Choice(String field, String channel, boolean isChosen, boolean isFixed) {}
}
