package org.throughline.network.share;

import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;

/**
 * A notice that came from a member.
 *
 * @param number its place among all that the member tells us, from 1, without gaps
 * @param resource the resource as its holder has it; null when it is gone
 */
record Incoming(long number, Notice notice, @Nullable JsonObject resource) {}
