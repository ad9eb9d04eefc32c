package io.holdfast.notification;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an operator may say about who hears of what by which channel. */
class ChannelMatrixTest {

    private final Map<NotificationKind, Map<Recipient, Set<Channel>>> channels =
            new EnumMap<>(Samples.settings().channels());

    @Test
    void nobodyMayBeForgotten() {
        channels.remove(NotificationKind.REMINDER);

        assertThatThrownBy(() -> new ChannelMatrix(channels))
                .hasMessageContaining("REMINDER")
                .hasMessageContaining("nobody");
    }

    @Test
    void whoHasNoWordsForAKindCannotGetIt() {
        channels.put(NotificationKind.STARTING, Map.of(
                Recipient.CLIENT, Set.of(Channel.EMAIL), Recipient.ADMIN, Set.of(Channel.EMAIL)));

        assertThatThrownBy(() -> new ChannelMatrix(channels)).hasMessageContaining("STARTING").hasMessageContaining("ADMIN");
    }

    @Test
    void noChannelAtAllIsAChoice() {
        channels.put(NotificationKind.STARTING, Map.of(Recipient.CLIENT, Set.of()));

        assertThat(new ChannelMatrix(channels).of(NotificationKind.STARTING, Recipient.CLIENT)).isEmpty();
    }
}
