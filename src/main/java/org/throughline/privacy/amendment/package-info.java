/**
 * Requests to correct the record (45 CFR 164.526), as Tasks in the record in the form of HL7's Patient Request for
 * Corrections: asked for, acknowledged, accepted with the corrected version or denied with a basis; disagreed with and
 * answered. What a request is about carries a tag, so that whoever reads it knows that there is one.
 */
@NullMarked
package org.throughline.privacy.amendment;

import org.jspecify.annotations.NullMarked;
