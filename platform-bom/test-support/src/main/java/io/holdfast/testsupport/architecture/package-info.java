/** What every service's structure has to obey. A service's {@code ArchitectureTest} names these rules and its package. */
@NullMarked
package io.holdfast.testsupport.architecture;

import org.jspecify.annotations.NullMarked;
