/** Plants the demo: on the embedded platform at each start, in compose and on a development cluster by a container that ends. */
@NullMarked
package io.holdfast.seed;

import org.jspecify.annotations.NullMarked;
