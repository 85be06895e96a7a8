/**
 * HTTP as the rooms above see it: a {@link org.throughline.http.Request}, an {@link org.throughline.http.Answer}, a
 * {@link org.throughline.http.Handler}, and the server that runs them on virtual threads. Jetty stays behind these
 * doors. It may import {@code kernel} only; it knows neither FHIR nor who calls.
 */
@NullMarked
package org.throughline.http;

import org.jspecify.annotations.NullMarked;
