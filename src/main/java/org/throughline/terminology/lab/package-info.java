/**
 * Laboratory tests and panels with codes, specimens, units and answers, what is usual of them at an age, and what is to be
 * said of a value: our own catalogue in files beside the classes, whose format and sources {@code docs/catalogues.md}
 * tells. What a laboratory sends with a result always goes before what is here. Pure; may import {@code terminology} and
 * {@code kernel}.
 */
@NullMarked
package org.throughline.terminology.lab;

import org.jspecify.annotations.NullMarked;
