/**
 * Patients are made known here: who somebody is, in the elements of US Core's Patient, and who of those that are known
 * already it may be, so that nobody gets a second record. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.registration;

import org.jspecify.annotations.NullMarked;
