/**
 * Messages between people of different members about a patient whom both have: written in the chart, in the inbox of somebody there at
 * once, answered from there. Each side keeps the talk as Communications of its own. May import what lies below {@code network}, and
 * {@code network.peer}, {@code network.link}, {@code network.post} and {@code network.document}.
 */
@NullMarked
package org.throughline.network.message;

import org.jspecify.annotations.NullMarked;
