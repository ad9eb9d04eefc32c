package io.holdfast.web.session;

import java.util.Set;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets no handler be called by another site's form. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration implements WebMvcConfigurer, HandlerInterceptor {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Csrf csrf;

    SessionConfiguration(Csrf csrf) {
        this.csrf = csrf;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // The error page is reached by whatever method the request had that failed.
        boolean asked = request.getDispatcherType() == DispatcherType.REQUEST;
        if (asked && !READING.contains(request.getMethod()) && !isFromAnySite(handler) && !csrf.isOurs(request)) {
            throw new ForeignForm();
        }
        return true;
    }

    private static boolean isFromAnySite(Object handler) {
        return handler instanceof HandlerMethod method && method.hasMethodAnnotation(FromAnySite.class);
    }
}
