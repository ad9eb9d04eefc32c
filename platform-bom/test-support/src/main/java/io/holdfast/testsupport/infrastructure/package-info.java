/**
 * What tests stand on: {@link Infrastructure} finds the servers, {@link TcpProxy} is a network that can be cut, and
 * {@link NoScans} fails who asks without an index. The embedded servers themselves are {@code io.holdfast.embedded}.
 */
@NullMarked
package io.holdfast.testsupport.infrastructure;

import org.jspecify.annotations.NullMarked;
