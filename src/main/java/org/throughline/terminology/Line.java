package org.throughline.terminology;

import java.util.List;

/**
 * A line of a catalogue's file.
 *
 * @param often how often it is recorded, 3 for what is recorded every day
 * @param synonyms what people type for it
 */
record Line(Entry entry, int often, List<String> synonyms) {}
