/**
 * Tells when anything has changed about who may do what, so that what was worked out from it may be remembered: the
 * database counts the changes, and every process looks at the count before it trusts its memory. It may import
 * {@code database} and below, and no other part of {@code login}.
 */
@NullMarked
package org.throughline.login.authority;

import org.jspecify.annotations.NullMarked;
