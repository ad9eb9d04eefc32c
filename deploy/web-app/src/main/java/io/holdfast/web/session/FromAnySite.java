package io.holdfast.web.session;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A form that another site's page sends on purpose, without our token and without anybody's cookies: what it says has to prove
 * itself, and may lead to nothing that whoever looks could not have had without it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FromAnySite {}
