package io.holdfast.defaults.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a handler, or all handlers of a controller, to callers without a token; a token that is sent must be valid all
 * the same. Whether a guest may see what is asked for, such as their own booking, the handler decides.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenToAll {}
