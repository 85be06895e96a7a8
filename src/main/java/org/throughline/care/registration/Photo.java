package org.throughline.care.registration;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * A photo of a patient. Whatever is sent, a small square JPEG of our own making is kept: nothing that was hidden in the
 * file, where or by what it was taken, comes along. What lies at another address is never fetched.
 */
public final class Photo {
    private static final int EDGE = 128;
    private static final int LARGEST_EDGE = 2_000;
    private static final float QUALITY = 0.8f;
    private static final String JPEG = "image/jpeg";

    private Photo() {}

    /**
     * A square JPEG of what is in a JPEG or PNG.
     *
     * @throws Failed with {@link Failure.Invalid} when it is none, or too large
     */
    static byte[] square(byte[] file) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw none();
            }
            ImageReader reader = readers.next();
            try {
                String format = reader.getFormatName();
                reader.setInput(in, true, true);
                boolean known = format.equalsIgnoreCase("jpeg") || format.equalsIgnoreCase("png");
                if (!known || reader.getWidth(0) > LARGEST_EDGE || reader.getHeight(0) > LARGEST_EDGE) {
                    throw none();
                }
                return jpeg(drawn(reader.read(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new Failed(none().failure(), e);
        }
    }

    private static Failed none() {
        return new Failed(new Failure.Invalid(
                "value",
                "photo",
                "This is not a photo that can be kept: a JPEG or PNG of at most 2000 pixels a side."));
    }

    /** The middle of an image, as large as it goes. */
    private static BufferedImage drawn(BufferedImage image) {
        int edge = Math.min(image.getWidth(), image.getHeight());
        Image middle = image.getSubimage((image.getWidth() - edge) / 2, (image.getHeight() - edge) / 2, edge, edge);
        BufferedImage drawn = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(middle, 0, 0, EDGE, EDGE, null);
        graphics.dispose();
        return drawn;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(QUALITY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The Patient with this as the only photo. */
    static JsonObject on(JsonObject patient, byte[] jpeg) {
        return patient.with(
                "photo",
                JsonArray.of(JsonObject.builder()
                        .add("contentType", JPEG)
                        .add("data", new JsonString(Base64.getEncoder().encodeToString(jpeg)))
                        .build()));
    }

    /** The photo of a Patient; empty when there is none of our own making. */
    static byte[] of(JsonObject patient) {
        return patient.objects("photo").stream()
                .filter(photo -> JPEG.equals(photo.text("contentType")))
                .flatMap(photo -> Stream.ofNullable(photo.text("data")))
                .findFirst()
                .map(Photo::decoded)
                .orElse(new byte[0]);
    }

    private static byte[] decoded(String data) {
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** What a browser sends of a file: {@code data:image/png;base64,…}. */
    static byte[] sent(String text) {
        int comma = text.indexOf(',');
        return comma < 0 ? new byte[0] : decoded(text.substring(comma + 1));
    }
}
