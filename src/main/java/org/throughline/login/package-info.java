/**
 * Turns a request into a {@link org.throughline.access.Caller}: accounts with passwords and sessions for people, signed
 * tokens for programs. It knows HTTP's cookies and headers, and its own tables; nothing of FHIR.
 */
@NullMarked
package org.throughline.login;

import org.jspecify.annotations.NullMarked;
