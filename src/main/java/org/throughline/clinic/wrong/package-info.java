/**
 * The page on which what was entered on the wrong patient is taken out of a chart: what goes, whose it is, who has seen it since
 * and what left the practice about it. Everybody who has seen it and has an inbox is told; what is to be recalled becomes a task
 * of whoever takes it out; reminders that wait are stopped; the author of a note finds it as a draft in the right chart. No SQL
 * here.
 */
@NullMarked
package org.throughline.clinic.wrong;

import org.jspecify.annotations.NullMarked;
