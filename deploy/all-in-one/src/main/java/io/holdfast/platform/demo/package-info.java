/** {@code /demo/*}: how a newcomer, a demo or a black-box check drives the embedded platform. It exists nowhere else. */
@NullMarked
package io.holdfast.platform.demo;

import org.jspecify.annotations.NullMarked;
