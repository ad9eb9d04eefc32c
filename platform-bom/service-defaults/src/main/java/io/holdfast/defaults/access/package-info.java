/** Who calls: tokens, roles, the tenant. */
@NullMarked
package io.holdfast.defaults.access;

import org.jspecify.annotations.NullMarked;
