/** The public API, as far as pages need it: interfaces, and our own small records of what we read. It knows nothing of pages. */
@NullMarked
package io.holdfast.web.api;

import org.jspecify.annotations.NullMarked;
