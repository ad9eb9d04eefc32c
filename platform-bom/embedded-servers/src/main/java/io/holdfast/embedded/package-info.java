/**
 * The engines Holdfast stands on, found or started: {@link Servers} is the way in, and the embedded servers beside it
 * can also be used one by one.
 */
@NullMarked
package io.holdfast.embedded;

import org.jspecify.annotations.NullMarked;
