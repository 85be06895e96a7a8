/**
 * The apps that are registered, and what scopes mean. Clients, in OAuth's words: each has an id, a way to prove who it is,
 * addresses that people may be sent back to, and the most that it can be granted. It may import
 * {@code login.authority}, and nothing of {@code login.smart} beside it.
 */
@NullMarked
package org.throughline.login.smart.app;

import org.jspecify.annotations.NullMarked;
