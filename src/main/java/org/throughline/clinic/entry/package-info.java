/**
 * The forms in the side panel of a chart, in which something is entered: a problem, an allergy. The chart stays beside them.
 * What is typed is kept as a draft until it is saved; what somebody else has changed meanwhile is shown beside it. As the
 * rooms around it, it knows no SQL.
 */
@NullMarked
package org.throughline.clinic.entry;

import org.jspecify.annotations.NullMarked;
