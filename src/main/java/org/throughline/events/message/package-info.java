/**
 * Messages to people outside: mail by SMTP, texts to a phone through a gateway that is spoken to over HTTP. What is sent holds
 * nothing of anybody's health. It may import what lies below floor 6.
 */
@NullMarked
package org.throughline.events.message;

import org.jspecify.annotations.NullMarked;
