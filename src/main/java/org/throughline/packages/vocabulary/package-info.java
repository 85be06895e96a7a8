/**
 * Code systems that are too large for memory, as their publishers release them: RxNorm, LOINC, SNOMED CT, ICD-10-CM, CVX. A
 * {@link org.throughline.packages.vocabulary.VocabularyFormat} reads a release; {@link
 * org.throughline.packages.vocabulary.Vocabularies} keeps it in tables of its own, of each system one version, and
 * answers from them. None of them is shipped: their publishers' licenses are for who loads them to keep. May import
 * what {@code packages} may.
 */
@NullMarked
package org.throughline.packages.vocabulary;

import org.jspecify.annotations.NullMarked;
