/**
 * The plan of care and the care team of a patient, over all organizations. A plan, a goal and a team have one home, the organization
 * that made them; everybody with whom the record is shared sees them live ({@link org.throughline.care.plan.PlanReader}) and works on
 * them by a {@link org.throughline.care.plan.Change}, which says on what it was made. At the home it is merged into what is there
 * ({@link org.throughline.care.plan.Merging}, pure): changes to different things both hold, two that contradict each other do not.
 * {@link org.throughline.care.plan.PlanChanges} writes what comes of it; a change to what another organization holds is a
 * {@link org.throughline.care.plan.PlanRequest} until that organization has answered. May import what lies below {@code care}, and
 * {@code care.entry}. Nothing here knows HTTP, SQL or the network.
 */
@NullMarked
package org.throughline.care.plan;

import org.jspecify.annotations.NullMarked;
