package io.holdfast.notification;

import io.holdfast.servicetest.ServiceUnderTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The language of those who work here, as the operator sets it; clients have their own. */
class StaffLanguageTest {

    @Test
    void adminsReadTheOperatorsLanguageAndClientsTheirs() {
        try (ServiceUnderTest service = starting("he").start()) {
            People people = service.bean(People.class);
            BookingRevision booking = Samples.booking("b-1", 1, Samples.standing());

            assertThat(people.find(Recipient.ADMIN, booking, Samples.NOON).language()).isEqualTo("he");
            assertThat(people.find(Recipient.CLIENT, booking, Samples.NOON).language()).isEqualTo("en");
            assertThat(people.find(Recipient.PROFESSIONAL, booking, Samples.NOON.minusSeconds(60)).language()).isEqualTo("he");
        }
    }

    @Test
    void aLanguageWithoutTextsIsRefusedAtTheStart() {
        assertThatThrownBy(() -> starting("fr").start()).rootCause().hasMessageContaining("staffLanguage");
    }

    private static ServiceUnderTest.Builder starting(String language) {
        return ServiceUnderTest.of(NotificationService.class, "notification-service")
                .at(Samples.NOON)
                .withoutRedis()
                .with("HOLDFAST_STAFF_LANGUAGE=" + language);
    }
}
