package io.holdfast.apidocument;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RestController;

/** What has controllers: a service, the gateway itself, or what there is on the embedded platform only. */
enum Part {
    BOOKING("booking-service", "io.holdfast.booking"),
    AVAILABILITY("availability-service", "io.holdfast.availability"),
    PAYMENT("payment-service", "io.holdfast.payment"),
    MATCHING("matching-service", "io.holdfast.matching"),
    NOTIFICATION("notification-service", "io.holdfast.notification"),
    SCHEDULER("scheduler-service", "io.holdfast.scheduler"),
    GATEWAY("gateway", "io.holdfast.gateway"),
    DEMO("demo", "io.holdfast.platform.demo");

    /** As the gateway's route is called. */
    final String service;

    private final String basePackage;

    Part(String service, String basePackage) {
        this.service = service;
        this.basePackage = basePackage;
    }

    List<Class<?>> controllers() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                return definition.getMetadata().isConcrete();
            }
        };
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        var found = new ArrayList<Class<?>>();
        scanner.findCandidateComponents(basePackage).stream()
                .map(definition -> String.valueOf(definition.getBeanClassName()))
                .sorted()
                .forEach(name -> found.add(ClassUtils.resolveClassName(name, null)));
        return found;
    }

    static Part of(Class<?> type) {
        for (Part part : values()) {
            if (type.getName().startsWith(part.basePackage + ".")) {
                return part;
            }
        }
        throw new IllegalArgumentException("Nobody's: " + type);
    }
}
