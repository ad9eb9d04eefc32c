package io.holdfast.platform.demo;

import java.time.Clock;

import io.holdfast.defaults.access.AccessRules;
import io.holdfast.messaging.mongo.DocumentServer;
import io.holdfast.testsupport.infrastructure.MailStore;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** The context that serves {@code /demo/*} and keeps the mails that the sink received. */
@SpringBootApplication(proxyBeanMethods = false)
public class Demo {

    private final MongoMailStore mails;

    Demo(MongoMailStore mails) {
        this.mails = mails;
    }

    /** Where the mail sink puts what it receives, before it says so. */
    public MailStore mailStore() {
        return mails;
    }

    /** Nothing here asks for a token: whoever can reach the platform is its owner. */
    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        AccessRules accessRules() {
            return new AccessRules().openRest();
        }

        @Bean
        MongoMailStore mongoMailStore(MongoOperations mongo, Clock clock) {
            DocumentServer.indexVersionWhereNeeded(mongo, StoredMail.class);
            return new MongoMailStore(mongo);
        }
    }
}
