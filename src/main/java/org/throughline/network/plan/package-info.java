/**
 * Working on the plans, goals and care teams of other organizations. What somebody here does to one of them lies here as a
 * {@link org.throughline.care.plan.PlanRequest} and goes to its home as a message ({@link org.throughline.network.plan.PlanPost}); the
 * home merges it into what is there by its own rules and answers ({@link org.throughline.network.plan.PlanMessages}); what has become
 * of the plan comes back to everybody as any change of a shared record does. May import what lies below {@code network}, and
 * {@code network.peer}, {@code network.link}, {@code network.post} and {@code network.document}.
 */
@NullMarked
package org.throughline.network.plan;

import org.jspecify.annotations.NullMarked;
