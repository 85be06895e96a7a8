/**
 * Who is due for a periodic visit, by rules that the practice makes: a kind of visit every so many months for those of an age, a
 * sex, a problem. A rule is a {@code PlanDefinition}; who is due follows from it and from the record each time it is asked, as far
 * as who asks may see the record. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.recall;

import org.jspecify.annotations.NullMarked;
