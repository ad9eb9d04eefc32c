/** The one entry: routes requests to the services and answers itself only when none can. {@code Routes} is the map. */
@NullMarked
package io.holdfast.gateway;

import org.jspecify.annotations.NullMarked;
