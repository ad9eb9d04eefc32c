/** Signing in and out. */
@NullMarked
package io.holdfast.web.signin;

import org.jspecify.annotations.NullMarked;
