/**
 * Roles: what the accounts that have one may do, as data that the practice can change, and what that makes of an account
 * at this moment ({@link org.throughline.login.role.PresentRights}). A role is held at a site, or for a patient: one's
 * own, or one for whom somebody acts until a day. It may import {@code login.account}.
 */
@NullMarked
package org.throughline.login.role;

import org.jspecify.annotations.NullMarked;
