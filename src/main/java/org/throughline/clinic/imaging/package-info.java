/**
 * The screens of imaging: what is to be done ({@link org.throughline.clinic.imaging.ExamScreen}), what is to be read and the
 * report that is written beside the earlier ones ({@link org.throughline.clinic.imaging.ReadingScreen}), and what the page of a
 * report shows beside it ({@link org.throughline.clinic.imaging.Beside}).
 */
@NullMarked
package org.throughline.clinic.imaging;

import org.jspecify.annotations.NullMarked;
