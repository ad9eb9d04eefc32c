/** Agendas in the document server. */
@NullMarked
package io.holdfast.scheduler.persistence;

import org.jspecify.annotations.NullMarked;
