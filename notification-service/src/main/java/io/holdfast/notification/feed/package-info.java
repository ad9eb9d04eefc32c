/** What happened on the platform, for the systems of the business: a feed that they read from any place on. */
@NullMarked
package io.holdfast.notification.feed;

import org.jspecify.annotations.NullMarked;
