/** How aggregates answer: plain Java, so that a domain may use it. */
@NullMarked
package io.holdfast.messaging.aggregates;

import org.jspecify.annotations.NullMarked;
