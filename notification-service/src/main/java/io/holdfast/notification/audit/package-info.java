/** What admins and API keys changed, in every service, for the admins of their tenant. */
@NullMarked
package io.holdfast.notification.audit;

import org.jspecify.annotations.NullMarked;
