/** Requests and answers: request ids, body limit, problem+json. */
@NullMarked
package io.holdfast.defaults.web;

import org.jspecify.annotations.NullMarked;
