/** What contract tests of several services ask. */
@NullMarked
package io.holdfast.testsupport.contracts;

import org.jspecify.annotations.NullMarked;
