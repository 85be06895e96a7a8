/**
 * {@code /admin}: where administrators look after people, roles and settings. Each screen asks for its duty; what may be
 * done to whom is decided in {@code login}.
 */
@NullMarked
package org.throughline.clinic.admin;

import org.jspecify.annotations.NullMarked;
