/** What every service measures of itself beside Spring Boot's metrics; {@code deploy/observability/README.md} has them all. */
@NullMarked
package io.holdfast.defaults.metrics;

import org.jspecify.annotations.NullMarked;
