/** The events on Kafka topics, as CloudEvents in binary mode. */
@NullMarked
package io.holdfast.messaging.kafka;

import org.jspecify.annotations.NullMarked;
