/** What happens when its time has come: the deliveries. */
@NullMarked
package io.holdfast.notification.work;

import org.jspecify.annotations.NullMarked;
