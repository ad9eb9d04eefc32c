/**
 * Who is told what about a booking, and that each of these messages is delivered once. Begin with
 * {@code saga.NotificationSaga}, then {@link io.holdfast.notification.DeliveryWorker}; {@code mail} renders and sends.
 */
@NullMarked
package io.holdfast.notification;

import org.jspecify.annotations.NullMarked;
