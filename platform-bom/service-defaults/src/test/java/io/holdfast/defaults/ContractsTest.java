package io.holdfast.defaults;

import java.util.List;
import java.util.stream.Stream;

import io.holdfast.contracts.Topic;
import io.holdfast.defaults.audit.AdminActionSamples;
import io.holdfast.defaults.privacy.PersonBodies;
import io.holdfast.defaults.privacy.PersonHandled;
import io.holdfast.testsupport.contracts.ProducedContracts;
import org.junit.jupiter.api.Test;

/** What every service says alike is published. */
class ContractsTest {

    private static final String JOB = "4b1c8c52-7f0e-4f5e-9d4c-0a1f6f0f4b11";

    @Test
    void whatIsSaidIsPublished() {
        ProducedContracts.check(
                Topic.EVERY_SERVICE,
                Stream.concat(
                        AdminActionSamples.events(),
                        Stream.of(
                                PersonBodies.handled(
                                        "notification-service", JOB, 1, List.of(new PersonHandled.Found("notifications", 4))),
                                PersonBodies.handled("notification-service", JOB, 2, List.of()))));
    }
}
