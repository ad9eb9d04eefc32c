/**
 * Exports and erasures of a person, in the store and over HTTP, one flat slice; what a job decides is in {@code domain.privacy}.
 * Begin with {@code PerformPrivacyJobs}.
 */
@NullMarked
package io.holdfast.booking.privacy;

import org.jspecify.annotations.NullMarked;
