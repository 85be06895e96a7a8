/**
 * Goes through what other records say of a patient beside ours: medications, allergies, problems, immunizations. What is the
 * same in both stands folded ({@link org.throughline.care.reconcile.Comparison}, pure); what differs is taken over into the
 * own chart, changes what stands there, or is decided not to be so, which is remembered until it changes where it comes from
 * ({@link org.throughline.care.reconcile.Reconciling}). What is taken over is a resource of ours that names where it comes
 * from by address, so that it stays when the copy goes. Where an entry comes from is only an address and the name of whoever
 * holds it. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.reconcile;

import org.jspecify.annotations.NullMarked;
