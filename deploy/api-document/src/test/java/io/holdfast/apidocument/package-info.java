/** Derives the gateway's openapi.json from the controllers; see this module's README. */
@NullMarked
package io.holdfast.apidocument;

import org.jspecify.annotations.NullMarked;
