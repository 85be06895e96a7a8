/**
 * OAuth 2, OpenID Connect and SMART over HTTP: the endpoints, how apps prove who they are, what is said in which words. The
 * messages, the assertions and the id tokens are Nimbus's; what they do is in {@code login.smart.grant}.
 */
@NullMarked
package org.throughline.login.smart.protocol;

import org.jspecify.annotations.NullMarked;
