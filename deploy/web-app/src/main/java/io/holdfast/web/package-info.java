/**
 * The web app: server-rendered pages, and a client of our own public API that can do only what any other client could. It
 * keeps no state, so any number of instances may run. README.md says how a page is added.
 */
@NullMarked
package io.holdfast.web;

import org.jspecify.annotations.NullMarked;
