/** What it runs on: health, dead letters, webhooks, keys, imports, the audit log, matching. */
@NullMarked
package io.holdfast.web.admin.platform;

import org.jspecify.annotations.NullMarked;
