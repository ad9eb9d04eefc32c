/** What every service has without asking for it. Each package is one concern; {@code README.md} lists them. */
@NullMarked
package io.holdfast.defaults;

import org.jspecify.annotations.NullMarked;
