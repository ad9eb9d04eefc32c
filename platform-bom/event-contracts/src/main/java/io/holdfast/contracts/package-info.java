/**
 * The contracts between services: the catalogue of topics and events, their schemas and examples, and the AsyncAPI
 * document derived from them. Start at {@link io.holdfast.contracts.Catalogue}; it holds no event classes on purpose,
 * because each service declares its own records.
 */
@NullMarked
package io.holdfast.contracts;

import org.jspecify.annotations.NullMarked;
