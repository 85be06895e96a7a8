/**
 * The work of a team: tasks, messages, and on whose list everything is that waits for somebody. {@link
 * org.throughline.care.task.Roster} is the one rule for that; lists, counts and hand-overs all ask it. What waits is FHIR in
 * the record (Task, Communication, orders, reports); who works here and who is away is told by whoever holds the accounts.
 * Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.task;

import org.jspecify.annotations.NullMarked;
