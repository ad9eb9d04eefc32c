/** Only on the embedded platform: signing in as one of the seeded people, its mailbox and clock. */
@NullMarked
package io.holdfast.web.demo;

import org.jspecify.annotations.NullMarked;
