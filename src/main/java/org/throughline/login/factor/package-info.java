/**
 * What somebody shows beside the password, or in place of it: codes of an authenticator app, passkeys, and recovery codes
 * for when those are lost. The secrets lie wrapped in the database. It may import {@code login.session} and
 * {@code login.account}.
 */
@NullMarked
package org.throughline.login.factor;

import org.jspecify.annotations.NullMarked;
