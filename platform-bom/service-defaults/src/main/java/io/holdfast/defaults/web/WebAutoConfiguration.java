package io.holdfast.defaults.web;

import java.time.Clock;
import java.util.List;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Requests and answers, the same in every service. */
@AutoConfiguration(beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@EnableConfigurationProperties({WebSettings.class, PhoneSettings.class})
@Import({ProblemAdvice.class, ProblemErrorController.class})
class WebAutoConfiguration {

    /** What a caller sends is taken literally: an unknown field or a number in quotes is a mistake, not a guess. */
    @Bean
    JsonMapperBuilderCustomizer strictRequests() {
        return json -> json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(RequestValues.jsonModule());
    }

    @Bean
    WebMvcConfigurer requestValues() {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                RequestValues.addConverters(registry);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new PagingResolver());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new RequestChecks());
            }
        };
    }

    /** What Tomcat refuses by itself is a problem as well; it makes its own reports where it is told of no other class. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatsRefusalsAreProblems() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }

    @Bean
    @ConditionalOnClass(name = "com.google.i18n.phonenumbers.PhoneNumberUtil")
    PhoneNumbers phoneNumbers(PhoneSettings settings) {
        return new PhoneNumbers(settings);
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    @FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE)
    RequestIdFilter requestIdFilter(Clock clock) {
        return new RequestIdFilter(clock);
    }

    /** Half requests, however many, keep nobody out, and whole ones, however many, find the memory that they need. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionsAreBounded(WebSettings settings) {
        return factory -> {
            factory.setProtocol(BoundedConnections.class.getName());
            factory.addProtocolHandlerCustomizers(handler -> {
                if (handler instanceof BoundedConnections connections) {
                    connections.allowSilent(settings.silentPerAddress(), settings.silentInAll());
                    connections.handleAtOnce(settings.placesForConnections());
                }
            });
        };
    }

    @Bean
    @FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE + 1)
    BoundedRequestsFilter boundedRequestsFilter(WebSettings settings, ProblemWriter problems) {
        return new BoundedRequestsFilter(settings.placesForRequests(), problems);
    }

    @Bean
    @FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE + 2)
    QueryFilter queryFilter(ProblemWriter problems) {
        return new QueryFilter(problems);
    }

    @Bean
    @FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE + 3)
    BodyLimitFilter bodyLimitFilter(WebSettings settings, ProblemWriter problems) {
        return new BodyLimitFilter(
                settings.maxBody().toBytes(), settings.uploads(), settings.maxUpload().toBytes(), problems);
    }

    @Bean
    @FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE + 4)
    ActuatorFilter actuatorFilter(ProblemWriter problems, WebSettings settings) {
        return new ActuatorFilter(problems, settings.metrics());
    }
}
