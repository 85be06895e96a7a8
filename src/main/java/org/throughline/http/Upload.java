package org.throughline.http;

/**
 * A file that was sent with a form.
 *
 * @param field the name of the form's field
 * @param fileName as the sender calls it: to be shown, never to be used as a path
 */
public record Upload(String field, String fileName, byte[] content) {
    public Upload {
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }
}
