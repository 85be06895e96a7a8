/**
 * What people granted to apps: an app is opened from a chart ({@link org.throughline.login.smart.grant.Launches}), asks
 * for access ({@link org.throughline.login.smart.grant.Requests}), a person decides
 * ({@link org.throughline.login.smart.grant.Grants}), and tokens follow. It may import {@code login.smart.app}; how any
 * of it is said over HTTP is told in {@code login.smart.protocol}.
 */
@NullMarked
package org.throughline.login.smart.grant;

import org.jspecify.annotations.NullMarked;
