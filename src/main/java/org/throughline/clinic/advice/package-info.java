/**
 * What outside services advise, beside charts and orders, and the administrator's page of these services. It comes after the
 * page, so that nobody waits for somebody else's service. No SQL.
 */
@NullMarked
package org.throughline.clinic.advice;

import org.jspecify.annotations.NullMarked;
