/**
 * The screens of notes: writing one beside the chart, reading those that are signed, one's own unsigned ones, and the
 * templates of a practice. What is typed is a draft ({@code ui.draft}) until it is signed. As the rooms around it, it knows
 * no SQL.
 */
@NullMarked
package org.throughline.clinic.note;

import org.jspecify.annotations.NullMarked;
