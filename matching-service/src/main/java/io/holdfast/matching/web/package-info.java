/** Over HTTP: professionals, what they are asked, and why. */
@NullMarked
package io.holdfast.matching.web;

import org.jspecify.annotations.NullMarked;
