/** How a service is, for admins to see: {@code SystemHealthController} shows the parts that each service names. */
@NullMarked
package io.holdfast.defaults.health;

import org.jspecify.annotations.NullMarked;
