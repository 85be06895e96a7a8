/**
 * What a practice must know when the product is not there: who comes today, and of each of them what everybody who treats
 * them must know. Read from the record for a caller like any chart, so that what is sensitive or kept from others is not in
 * it; how it is put on paper is told elsewhere. Knows no HTTP and no SQL.
 */
@NullMarked
package org.throughline.care.downtime;

import org.jspecify.annotations.NullMarked;
