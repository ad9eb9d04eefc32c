package io.holdfast.defaults.web;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * Content negotiation and repeated parameters, looked at before a handler has any effect: whether its answer can be in
 * a form that the caller accepts, which Spring would find out only when it writes it, and whether what can be said once
 * is said once.
 */
final class RequestChecks implements HandlerInterceptor {

    private static final int MOST_MEDIA_TYPES = 100;
    /** Without effect; and a problem that such a request meets says more than that its answer would not be accepted. */
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<MediaType> ANSWERS = List.of(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));

    // Bounded by the number of handlers.
    private final Map<Method, Shape> shapes = new ConcurrentHashMap<>();

    /** @param parameters names of the query parameters that have one value */
    private record Shape(boolean answersJson, Set<String> parameters, Set<String> headers) {

        static Shape of(HandlerMethod handler) {
            var parameters = new HashSet<String>();
            var headers = new HashSet<String>();
            for (MethodParameter parameter : handler.getMethodParameters()) {
                RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
                RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
                if (parameter.getParameterType() == Paging.class) {
                    parameters.addAll(Paging.PARAMETERS);
                } else if (parameter.getParameterType() == CursorPaging.class) {
                    parameters.addAll(CursorPaging.PARAMETERS);
                } else if (query != null && isSingle(parameter)) {
                    parameters.add(nameOf(query.name(), query.value(), parameter));
                } else if (header != null && isSingle(parameter)) {
                    headers.add(nameOf(header.name(), header.value(), parameter));
                }
            }
            return new Shape(answersJson(handler), parameters, headers);
        }

        private static String nameOf(String name, String value, MethodParameter parameter) {
            if (!name.isEmpty() || !value.isEmpty()) {
                return name.isEmpty() ? value : name;
            }
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            return String.valueOf(parameter.getParameterName());
        }

        private static boolean isSingle(MethodParameter parameter) {
            Class<?> type = parameter.getParameterType();
            return !Collection.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type) && !type.isArray();
        }

        private static boolean answersJson(HandlerMethod handler) {
            ResolvableType type = ResolvableType.forMethodReturnType(handler.getMethod());
            if (HttpEntity.class.isAssignableFrom(type.toClass())) {
                type = type.as(HttpEntity.class).getGeneric(0);
            }
            Class<?> body = type.resolve(Object.class);
            return body != void.class
                    && body != Void.class
                    && body != byte[].class
                    && !View.class.isAssignableFrom(body)
                    && !ResponseBodyEmitter.class.isAssignableFrom(body);
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (handler instanceof HandlerMethod method && !(method.getBean() instanceof ProblemErrorController)) {
            Shape shape = shapes.computeIfAbsent(method.getMethod(), same -> Shape.of(method));
            requirePath(request);
            requireOnce(request, shape);
            if (shape.answersJson() && !READING.contains(request.getMethod())) {
                requireAcceptable(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
            }
        }
        return true;
    }

    /** No id is blank; and a path with one leads nowhere. */
    private static void requirePath(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.values().stream().anyMatch(value -> String.valueOf(value).isBlank())) {
            throw Problem.notFound("page");
        }
    }

    private static void requireOnce(HttpServletRequest request, Shape shape) {
        for (String name : shape.parameters()) {
            String @Nullable [] values = request.getParameterValues(name);
            if (values != null && values.length > 1) {
                throw Problem.invalid(name, "is given more than once");
            }
        }
        for (String name : shape.headers()) {
            var values = request.getHeaders(name);
            if (values.hasMoreElements()) {
                values.nextElement();
                if (values.hasMoreElements()) {
                    throw Problem.invalid(name, "is given more than once");
                }
            }
        }
    }

    private static void requireAcceptable(List<String> headers) throws HttpMediaTypeNotAcceptableException {
        var accepted = new ArrayList<MediaType>();
        try {
            for (String header : headers) {
                accepted.addAll(MediaType.parseMediaTypes(header));
            }
        } catch (InvalidMediaTypeException e) {
            throw new HttpMediaTypeNotAcceptableException("The Accept header cannot be read.");
        }
        if (accepted.isEmpty()) {
            return;
        }
        boolean any = accepted.size() <= MOST_MEDIA_TYPES
                && accepted.stream()
                        .filter(type -> type.getQualityValue() > 0)
                        .anyMatch(type -> ANSWERS.stream().anyMatch(type::isCompatibleWith));
        if (!any) {
            throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
        }
    }
}
