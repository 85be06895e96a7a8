/**
 * Results of laboratories: entered from a form or arrived by the API, tied to the order that asked for them, flagged, and
 * waiting for whoever ordered them until that person has said that they looked at it. A report ({@code DiagnosticReport})
 * holds its values ({@code Observation}) and carries the tags of {@link org.throughline.care.task.ToAcknowledge}; that
 * somebody acknowledged it is a {@code Task} that is done, of that report.
 *
 * <p>{@link org.throughline.care.result.Arrival} sees to it within the transaction that no report comes in or changes
 * unseen, whoever writes it; {@link org.throughline.care.result.Sorting} then finds out whose it is; {@link
 * org.throughline.care.result.Pressing} tells others when nobody looks, and {@link
 * org.throughline.care.result.Unreported} whoever ordered something of which nothing came. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.result;

import org.jspecify.annotations.NullMarked;
