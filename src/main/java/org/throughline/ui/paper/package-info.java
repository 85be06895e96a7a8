/**
 * Paper: documents as PDF that a screen reader can read too (tagged, with language and title), and that look the same on
 * every printer because they bring their font. It may import what lies below {@code ui}.
 */
@NullMarked
package org.throughline.ui.paper;

import org.jspecify.annotations.NullMarked;
