package org.throughline.http;

/**
 * An open WebSocket, as a listener uses it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>
 */
public interface Socket {
    /**
     * Sends a message and waits until it is on its way, for ten seconds at most; then the connection is closed.
     *
     * @return whether it was sent
     */
    boolean send(String message);

    /** Asks the other side whether it is still there; its answer keeps the connection open. */
    void ping();

    /** Closes the connection. What is said is for people and shows no more than they know. */
    void close(String why);

    /** Hears what comes over it. Nothing is heard in parallel. */
    interface Listener {
        /** A message; longer ones than 8,000 bytes end the connection. */
        void heard(String message);

        /** It is closed, by whomever. */
        void closed();
    }
}
