/** Live streams, passed through to pages by cookie, which a browser's {@code EventSource} can send. */
@NullMarked
package io.holdfast.web.live;

import org.jspecify.annotations.NullMarked;
