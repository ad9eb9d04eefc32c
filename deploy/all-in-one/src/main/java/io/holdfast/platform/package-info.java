/**
 * The whole of Holdfast in one JVM: the infrastructure, all services, the gateway, and what stands in for the outside
 * world (payment provider, mail, identity). {@link io.holdfast.platform.EmbeddedPlatform} is the place to begin.
 */
@NullMarked
package io.holdfast.platform;

import org.jspecify.annotations.NullMarked;
