package org.throughline.http;

/** Answers a request. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface Handler {
    Answer handle(Request request);
}
