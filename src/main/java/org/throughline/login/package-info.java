/**
 * The door: turns a request into a {@link org.throughline.access.Caller}. People log in and hold a session's cookie,
 * programs send signed tokens. Who there is and what they may do is in the packages below: {@code account}, {@code role},
 * {@code session}. It knows HTTP's cookies and headers, and its own tables; nothing of FHIR but references.
 */
@NullMarked
package org.throughline.login;

import org.jspecify.annotations.NullMarked;
