/**
 * Documents in a chart: they are put there by a form or by dragging files onto it, and shown without anything of them running
 * in the reader's browser. It may import {@code ui}, {@code care} and what lies below.
 */
@NullMarked
package org.throughline.clinic.document;

import org.jspecify.annotations.NullMarked;
