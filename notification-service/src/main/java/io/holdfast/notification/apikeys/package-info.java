/** The keys by which the systems of a business reach the API. Only their hashes are kept. */
@NullMarked
package io.holdfast.notification.apikeys;

import org.jspecify.annotations.NullMarked;
