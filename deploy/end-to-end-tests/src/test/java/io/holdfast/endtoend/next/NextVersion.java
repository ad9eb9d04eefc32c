package io.holdfast.endtoend.next;

import io.holdfast.messaging.EventTransport;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * What the next version of every service says more than this one: {@link NextWords}. It is put into a service's {@code messaging}
 * library by {@code NextVersionJar}; nothing here runs in the JVM of the tests.
 */
@AutoConfiguration
public class NextVersion {

    /** Of which this version has never heard. */
    public static final String UNKNOWN_TYPE = "booking.annotated.v1";
    /** In each event of the next version. */
    public static final String ADDED_FIELD = "sinceNextVersion";

    @Bean
    static BeanPostProcessor nextWords() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof EventTransport transport ? new NextWords(transport) : bean;
            }
        };
    }
}
