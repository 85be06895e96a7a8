/**
 * What somebody has typed and not yet saved: kept as it is typed, outside the record, for its author alone, until it is
 * saved or thrown away. A draft is in no search, export, chart of another or API. It may import {@code ui} and what lies
 * below.
 */
@NullMarked
package org.throughline.ui.draft;

import org.jspecify.annotations.NullMarked;
