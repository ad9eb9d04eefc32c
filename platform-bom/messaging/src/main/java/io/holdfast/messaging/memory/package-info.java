/** The events inside one JVM, for tests of a service alone; it passes the same suite as Kafka. */
@NullMarked
package io.holdfast.messaging.memory;

import org.jspecify.annotations.NullMarked;
