package io.holdfast.platform.demo;

import java.time.Clock;
import java.time.Duration;

import io.holdfast.defaults.privacy.PersonalRecords;
import io.holdfast.embedded.MailStore;
import io.holdfast.embedded.outside.PushService;
import io.holdfast.embedded.outside.SmsProvider;
import io.holdfast.platform.Issuer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.http.CacheControl;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The context that serves {@code /demo/*} and keeps what was sent: mails, text messages, pushes. */
@SpringBootApplication(proxyBeanMethods = false)
public class Demo {

    private final MongoMailStore mails;

    private final SmsProvider smsProvider;
    private final PushService pushService;
    private final MailboxRecords mailbox;

    Demo(MongoMailStore mails, SmsProvider smsProvider, PushService pushService, MailboxRecords mailbox) {
        this.mails = mails;
        this.smsProvider = smsProvider;
        this.pushService = pushService;
        this.mailbox = mailbox;
    }

    /** What was sent to people, so that it can be erased with them. */
    public PersonalRecords mailbox() {
        return mailbox;
    }

    /** What stands in for the SMS provider. */
    public SmsProvider smsProvider() {
        return smsProvider;
    }

    /** What stands in for the browsers' push services. */
    public PushService pushService() {
        return pushService;
    }

    /** Where the mail sink puts what it receives, before it says so. */
    public MailStore mailStore() {
        return mails;
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        /** With the issuer's own key: the address of its keys is this very context's, which is only starting. */
        @Bean
        JwtDecoder decoder(Issuer issuer, OAuth2TokenValidator<Jwt> required) {
            var decoder = NimbusJwtDecoder.withPublicKey(issuer.publicKey()).build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefault(), required));
            return decoder;
        }

        /** {@code /demo/avatars.svg}: the seeded professionals, drawn; one file, of which a page shows parts by their ids. */
        @Bean
        WebMvcConfigurer avatars() {
            return new WebMvcConfigurer() {
                @Override
                public void addResourceHandlers(ResourceHandlerRegistry registry) {
                    registry.addResourceHandler("/demo/*.svg")
                            .addResourceLocations("classpath:/all-in-one/")
                            .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
                }
            };
        }

        @Bean
        MongoMailStore mongoMailStore(MongoOperations mongo, Clock clock) {
            return new MongoMailStore(mongo);
        }

        @Bean
        MongoSmsStore mongoSmsStore(MongoOperations mongo) {
            return new MongoSmsStore(mongo);
        }

        @Bean
        MongoPushStore mongoPushStore(MongoOperations mongo) {
            return new MongoPushStore(mongo);
        }

        @Bean
        MailboxRecords mailboxRecords(MongoOperations mongo, MailboxController mailbox) {
            return new MailboxRecords(mongo, mailbox);
        }

        @Bean
        SmsProvider smsProvider(
                @Value("${demo.sms-account}") String account,
                @Value("${demo.sms-token}") String token,
                MongoSmsStore texts,
                Clock clock) {
            return SmsProvider.start(0, account, token, texts, clock);
        }

        /** On the same port at each start: browsers keep the address that they subscribed at. */
        @Bean
        PushService pushService(@Value("${demo.push-port}") int port, MongoPushStore pushes, Clock clock) {
            return PushService.start(port, pushes, clock);
        }
    }
}
