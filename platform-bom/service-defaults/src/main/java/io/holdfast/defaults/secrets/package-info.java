/** Which of a deployment's secrets are none. */
@NullMarked
package io.holdfast.defaults.secrets;

import org.jspecify.annotations.NullMarked;
