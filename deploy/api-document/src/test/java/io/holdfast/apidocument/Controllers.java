package io.holdfast.apidocument;

import java.time.Duration;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.StringSchema;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The controllers of everything that ships in one context, as instances that nobody constructed: their mappings and
 * signatures are all that springdoc asks for, so it takes neither a store nor a broker, and two seconds.
 */
final class Controllers {

    /** Marks an operation with its handler until {@link OpenApi} has read what its annotations say. */
    static final String HANDLER = "x-handler";

    private final Map<String, HandlerMethod> handlers = new HashMap<>();
    private final ObjectNode raw;

    Controllers() {
        try (var context = new AnnotationConfigWebApplicationContext()) {
            context.setServletContext(new MockServletContext());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("springdoc", Map.of(
                    "springdoc.api-docs.version", "openapi_3_1",
                    "springdoc.use-fqn", "true",
                    "springdoc.override-with-generic-response", "false",
                    "springdoc.default-produces-media-type", "application/json")));
            context.addBeanFactoryPostProcessor(this::registerAll);
            context.register(
                    Mvc.class, SpringDocConfiguration.class, SpringDocConfigProperties.class, SpringDocWebMvcConfiguration.class);
            context.refresh();
            RequestMappingHandlerMapping mappings =
                    context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
            mappings.getHandlerMethods().values().stream()
                    // Beside springdoc's own.
                    .filter(handler -> handler.getBeanType().getName().startsWith("io.holdfast."))
                    .forEach(Controllers::ignoreWhatResolversFill);
            this.raw = read(context.getBean(OpenApiWebMvcResource.class));
        }
    }

    private void registerAll(ConfigurableListableBeanFactory beans) {
        var objenesis = new SpringObjenesis();
        for (Part part : Part.values()) {
            for (Class<?> controller : part.controllers()) {
                register((BeanDefinitionRegistry) beans, controller, objenesis);
            }
        }
        beans.registerSingleton("marksHandlers", marksHandlers());
    }

    private static <T> void register(BeanDefinitionRegistry beans, Class<T> controller, SpringObjenesis objenesis) {
        beans.registerBeanDefinition(
                controller.getName(),
                BeanDefinitionBuilder.rootBeanDefinition(controller, () -> objenesis.newInstance(controller, false))
                        .getBeanDefinition());
    }

    private static ObjectNode read(OpenApiWebMvcResource springdoc) {
        try {
            byte[] document = springdoc.openapiJson(
                    new MockHttpServletRequest("GET", "/v3/api-docs"), "/v3/api-docs", Locale.ENGLISH);
            return (ObjectNode) JsonMapper.shared().readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code Caller}, {@code Paging} and the like: what an argument resolver makes of a request is no parameter. */
    private static void ignoreWhatResolversFill(HandlerMethod handler) {
        Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> !isSent(parameter))
                .map(MethodParameter::getParameterType)
                .forEach(type -> SpringDocUtils.getConfig().addRequestWrapperToIgnore(type));
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(HttpHeaders.class);
    }

    private static boolean isSent(MethodParameter parameter) {
        return List.of(RequestParam.class, PathVariable.class, RequestHeader.class, RequestBody.class).stream()
                .anyMatch(parameter::hasParameterAnnotation);
    }

    /** As springdoc has it, with the handler's name in each operation; schemas have the names of their classes. */
    ObjectNode raw() {
        return raw;
    }

    HandlerMethod handler(String name) {
        return Objects.requireNonNull(handlers.get(name), name);
    }

    private OperationCustomizer marksHandlers() {
        return (operation, handler) -> {
            String name = handler.getMethod().toString();
            handlers.put(name, handler);
            operation.addExtension(HANDLER, name);
            return operation;
        };
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @EnableConfigurationProperties
    static class Mvc {

        static {
            ModelResolver.enumsAsRef = true;
            for (Class<?> text : List.of(ZoneId.class, LocalTime.class, YearMonth.class)) {
                SpringDocUtils.getConfig().replaceWithSchema(text, new StringSchema());
            }
            SpringDocUtils.getConfig().replaceWithSchema(Duration.class, new StringSchema().format("duration"));
        }
    }
}
