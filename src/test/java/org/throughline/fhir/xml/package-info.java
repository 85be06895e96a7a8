@NullMarked
package org.throughline.fhir.xml;

import org.jspecify.annotations.NullMarked;
