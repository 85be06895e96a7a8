/**
 * Who works where: the organization that keeps the record, its sites, its staff and their posts, and those who act for
 * patients. All of it are FHIR resources, written through the record like everything else.
 */
@NullMarked
package org.throughline.care.directory;

import org.jspecify.annotations.NullMarked;
