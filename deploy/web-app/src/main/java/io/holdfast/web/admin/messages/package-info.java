/** What people are told and when: templates, automations, addresses that get nothing. */
@NullMarked
package io.holdfast.web.admin.messages;

import org.jspecify.annotations.NullMarked;
