/** Servers of others: HAPI FHIR's server as the far side. */
@NullMarked
package org.throughline.network.outside;

import org.jspecify.annotations.NullMarked;
