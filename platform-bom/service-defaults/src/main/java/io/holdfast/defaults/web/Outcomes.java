package io.holdfast.defaults.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a handler can answer, as far as its signature does not say it; {@code openapi.json} lists it. What any such request
 * can meet (400, 401, 403, 404, 413, 415, 422 for a key that was used before, 429, 503) is added by what the handler takes.
 * What several handlers have in common can be an annotation of its own that has this one.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Outcomes {

    /** Statuses of success, the usual one first; none where {@code @ResponseStatus} or 200 says it. */
    int[] value() default {};

    /** Codes of {@link ProblemCatalogue} that are this handler's own. */
    String[] problems() default {};
}
