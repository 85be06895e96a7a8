/**
 * Imaging from the order to the report: what an order tells whoever does and reads it ({@link
 * org.throughline.care.imaging.ImagingHistory}), what is done and waits to be read and by whom ({@link
 * org.throughline.care.imaging.ReadingList}), the reports that are written of it with what is added to them and second readings
 * ({@link org.throughline.care.imaging.Reading}). An order is a {@code ServiceRequest} of the category imaging; whoever reads it is its {@code performer}, who by that treats the
 * patient; that it is done is a {@code Procedure} or an {@code ImagingStudy} based on it; the report is a {@code
 * DiagnosticReport} that waits like any other result. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.imaging;

import org.jspecify.annotations.NullMarked;
