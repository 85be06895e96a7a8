/**
 * Who is logged in: sessions of browsers, kept in the database so that several processes serve them. What an account may
 * do is read anew with each request. It may import {@code login.role} and {@code login.account}.
 */
@NullMarked
package org.throughline.login.session;

import org.jspecify.annotations.NullMarked;
