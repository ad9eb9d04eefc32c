package io.holdfast.defaults.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long the documents of a collection are kept: {@link RetentionSweep} deletes those whose {@code since} lies further
 * back than {@code period}. A document without that field stays, so whoever writes it decides when its end begins.
 * {@code holdfast.retention.<collection>} overrides the period.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface DataRetention {

    /** The field, an instant, from which the period counts; it is indexed. */
    String since();

    /** ISO 8601, such as {@code P30D}. */
    String period();

    /** Who may still ask for the document within the period, and why nobody does afterwards. */
    String why();
}
