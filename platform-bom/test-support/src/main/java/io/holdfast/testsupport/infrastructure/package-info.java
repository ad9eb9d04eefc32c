/**
 * The engines Holdfast stands on, found or started: {@link Infrastructure} is the way in, and the embedded servers
 * beside it can also be used one by one.
 */
@NullMarked
package io.holdfast.testsupport.infrastructure;

import org.jspecify.annotations.NullMarked;
