package io.holdfast.defaults.secrets;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Looks at the secrets before anything is made that could use them. */
@AutoConfiguration
@EnableConfigurationProperties(SecretsSettings.class)
class SecretsAutoConfiguration {

    @Bean
    static BeanFactoryPostProcessor knownSecrets(Environment environment) {
        return factory -> KnownSecrets.check(environment);
    }
}
