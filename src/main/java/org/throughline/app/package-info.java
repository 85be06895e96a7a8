/**
 * The front: the command line, the settings, and {@link org.throughline.app.Product}, the one place that wires
 * everything together and holds the one table of routes. No logic lives here; whatever can be said of health records
 * is said in a room below.
 *
 * <p>To add a command: write a class like {@code StatusCommand} and name it in {@link org.throughline.app.Main}.
 */
@NullMarked
package org.throughline.app;

import org.jspecify.annotations.NullMarked;
