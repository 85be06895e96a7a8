/**
 * FHIR R4 itself: its JSON, its definitions, its path language, its rules, its patches. Everything here is a pure
 * function of what is passed in. It imports only the kernel: no SQL, no HTTP, no other FHIR library.
 */
@NullMarked
package org.throughline.fhir;

import org.jspecify.annotations.NullMarked;
