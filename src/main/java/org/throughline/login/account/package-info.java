/**
 * Accounts: who can log in or call, which of the record's people each one is, and how a password is kept and guessing
 * it made slow. It knows nothing of roles, sessions or requests.
 */
@NullMarked
package org.throughline.login.account;

import org.jspecify.annotations.NullMarked;
