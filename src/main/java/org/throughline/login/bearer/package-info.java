/**
 * Programs at the door: who holds an access token. Tokens of the command line are signed and tell for themselves what
 * they grant; those of apps are random, and what they grant is in the database. It may import {@code login.smart}
 * and {@code login.role}.
 */
@NullMarked
package org.throughline.login.bearer;

import org.jspecify.annotations.NullMarked;
