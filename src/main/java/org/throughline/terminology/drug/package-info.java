/**
 * The drugs that the product knows: ingredients with their classes, the products they are prescribed as, brand names and
 * salts, each with its code of RxNorm. The files are ours, beside the classes; {@code docs/catalogues.md} tells their
 * format and sources. Read once when the program starts and never changed. Pure. May import {@code fhir} and
 * {@code kernel}; it knows no patients, and how a drug is taken is told in {@code terminology.sig}.
 */
@NullMarked
package org.throughline.terminology.drug;

import org.jspecify.annotations.NullMarked;
