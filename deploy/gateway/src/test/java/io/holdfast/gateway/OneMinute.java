package io.holdfast.gateway;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** What a gateway counts by itself it counts in one minute that does not end, however long a test takes. */
final class OneMinute implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        context.registerBean(RequestRate.NanoTime.class, () -> () -> 0);
    }
}
