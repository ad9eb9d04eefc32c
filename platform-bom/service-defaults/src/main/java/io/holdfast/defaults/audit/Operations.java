package io.holdfast.defaults.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** What can be asked for: the handlers' methods and path templates, the most particular first, as they are called. */
final class Operations {

    private final List<Operation> operations;

    private Operations(List<Operation> operations) {
        this.operations = operations;
    }

    static Operations of(RequestMappingHandlerMapping handlers) {
        var found = new ArrayList<Operation>();
        handlers.getHandlerMethods().forEach((mapping, handler) -> {
            if (!ErrorController.class.isAssignableFrom(handler.getBeanType())) {
                Objects.requireNonNull(mapping.getPathPatternsCondition())
                        .getPatterns()
                        .forEach(pattern ->
                                found.add(new Operation(pattern, mapping.getMethodsCondition().getMethods())));
            }
        });
        found.sort(Comparator.comparing(Operation::pattern));
        return new Operations(List.copyOf(found));
    }

    /** What a request asks for; empty for what no handler takes, which has no effect. */
    Optional<Call> find(String method, PathContainer path) {
        for (Operation operation : operations) {
            PathPattern.PathMatchInfo match =
                    operation.takes(method) ? operation.pattern().matchAndExtract(path) : null;
            if (match != null) {
                return Optional.of(new Call(
                        method + " " + operation.pattern().getPatternString(), Subjects.inPath(match.getUriVariables())));
            }
        }
        return Optional.empty();
    }

    /** @param subjects ids in the path */
    record Call(String action, List<String> subjects) {}

    /** @param methods none for any */
    private record Operation(PathPattern pattern, Set<RequestMethod> methods) {

        boolean takes(String method) {
            return methods.isEmpty() || methods.stream().anyMatch(one -> one.name().equals(method));
        }
    }
}
