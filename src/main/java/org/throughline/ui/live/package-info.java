/**
 * The stream by which pages hear that what they show was changed: {@code GET /live}, one for a browser, read by
 * {@code live-worker.js} for all its tabs. It may import {@code ui} and what lies below.
 */
@NullMarked
package org.throughline.ui.live;

import org.jspecify.annotations.NullMarked;
