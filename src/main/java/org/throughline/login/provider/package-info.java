/**
 * Logging in at an outside identity provider (OpenID Connect): which provider it is, who is who there, and the exchange
 * with it by which somebody proves who they are. Whom that lets in is decided above. It may import
 * {@code login.published}, {@code login.session} and {@code login.account}.
 */
@NullMarked
package org.throughline.login.provider;

import org.jspecify.annotations.NullMarked;
