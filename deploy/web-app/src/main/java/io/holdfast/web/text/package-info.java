/** Texts, times, prices and the direction of lines, by locale and zone; one formatter each. */
@NullMarked
package io.holdfast.web.text;

import org.jspecify.annotations.NullMarked;
