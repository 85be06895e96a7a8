/**
 * FHIR packages: the {@code .tgz} files in which implementation guides publish their profiles, value sets, code systems,
 * search parameters and other definitions. Reading one is a pure function of the file; keeping it is the business of the
 * room {@code packages}.
 *
 * @see <a href="https://confluence.hl7.org/display/FHIR/NPM+Package+Specification">The package specification</a>
 */
@NullMarked
package org.throughline.fhir.packages;

import org.jspecify.annotations.NullMarked;
