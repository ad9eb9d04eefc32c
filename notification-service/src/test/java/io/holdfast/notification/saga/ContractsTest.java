package io.holdfast.notification.saga;

import io.holdfast.messaging.WireJson;
import io.holdfast.testsupport.contracts.ConsumedContracts;
import org.junit.jupiter.api.Test;

class ContractsTest {

    @Test
    void whatIsHeardIsSaid() {
        ConsumedContracts.check(
                "notification-service", new NotificationSaga(null, null, null, null, null).subscriptions().bodies(), WireJson::read);
    }
}
