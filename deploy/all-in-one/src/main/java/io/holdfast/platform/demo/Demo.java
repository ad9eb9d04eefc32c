package io.holdfast.platform.demo;

import java.time.Clock;

import io.holdfast.embedded.MailStore;
import io.holdfast.platform.Issuer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

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

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        /** With the issuer's own key: the address of its keys is this very context's, which is only starting. */
        @Bean
        JwtDecoder decoder(Issuer issuer, OAuth2TokenValidator<Jwt> required) {
            var decoder = NimbusJwtDecoder.withPublicKey(issuer.publicKey()).build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefault(), required));
            return decoder;
        }

        @Bean
        MongoMailStore mongoMailStore(MongoOperations mongo, Clock clock) {
            return new MongoMailStore(mongo);
        }
    }
}
