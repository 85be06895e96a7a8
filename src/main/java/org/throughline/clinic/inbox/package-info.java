/**
 * The inbox: what waits for somebody, by person and by role, done or handed on where it stands; the absences by which work
 * goes to somebody else. On whose list something is, {@code care.task} says. As the rooms around it, it knows no SQL.
 */
@NullMarked
package org.throughline.clinic.inbox;

import org.jspecify.annotations.NullMarked;
