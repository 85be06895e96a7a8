/**
 * Documents that are put into a chart: letters, scans, images. A document is a Binary with its content and a US Core
 * DocumentReference that says what it is, written together. What is not what it says it is, is refused. Knows no screens; may
 * import what lies below {@code care} and its neighbours.
 */
@NullMarked
package org.throughline.care.document;

import org.jspecify.annotations.NullMarked;
