package org.throughline.events.message;

/** By which way a message goes. The names are stored. */
public enum Channel {
    MAIL,
    TEXT
}
