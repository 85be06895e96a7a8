/**
 * Where patients stand with their vaccines, kept behind: rows that tell who is due since when, and when each patient is to
 * be looked at anew. What finds it out lies in {@code care.immunization}; here it is only kept and found. The rows say
 * nothing that may be shown of somebody whose chart the reader may not see: who shows them reads the patients first. It may
 * import what lies below floor 6.
 */
@NullMarked
package org.throughline.events.forecast;

import org.jspecify.annotations.NullMarked;
