package io.holdfast.defaults.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps a handler, or all handlers of a controller, to callers with one of these roles. A handler's own word counts more
 * than its controller's, and where neither has this nor {@link OpenToAll}, any valid token will do.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {

    Role[] value();
}
