/**
 * Tells open screens that what they show was changed by somebody else. The trail is asked a few times a second what was
 * committed ({@link org.throughline.audit.Changes}); whoever listens to a topic is told that something happened, never what:
 * a screen asks anew, and is answered as far as its caller may see. It may import what lies below floor 6.
 */
@NullMarked
package org.throughline.events.live;

import org.jspecify.annotations.NullMarked;
