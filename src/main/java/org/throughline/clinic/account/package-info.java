/**
 * {@code /account}: what people see and change about their own account: password, second factors, recovery codes,
 * sessions.
 */
@NullMarked
package org.throughline.clinic.account;

import org.jspecify.annotations.NullMarked;
