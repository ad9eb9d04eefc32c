package io.holdfast.matching.avatars;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/**
 * Makes a small square JPEG of a JPEG or PNG. It is painted anew, so nothing of the file is left but what can be seen: no place, no
 * camera, no preview of what was cut off. Of the file only the middle is decoded, and only as many of its pixels as are of use; how
 * many it has is read before.
 */
final class SquarePicture {

    /** More than any picture of this size and quality takes. */
    static final int MOST_BYTES = 200_000;

    static final int SIDE = 320;
    static final int LEAST_SIDE = 100;
    static final int MOST_SIDE = 10_000;
    /** Twice what a telephone takes; a progressive JPEG is decoded whole. */
    static final long MOST_PIXELS = 25_000_000;

    private static final double QUALITY = 0.85;
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private SquarePicture() {}

    /** @throws UnusablePicture for what is no picture, or one of a size that is not taken */
    static byte[] of(byte[] file) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(formatOf(file)).next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, false, true);
            return written(upright(decoded(reader), orientation(file)));
        } catch (UnusablePicture refused) {
            throw refused;
        } catch (IOException | RuntimeException broken) {
            // Readers meet what is broken with exceptions of all kinds.
            throw UnusablePicture.unreadable(broken);
        } finally {
            reader.dispose();
        }
    }

    /** By its first bytes: what a file is called, or said to be, anybody can choose. */
    private static String formatOf(byte[] file) {
        if (beginsWith(file, JPEG)) {
            return "jpeg";
        }
        if (beginsWith(file, PNG)) {
            return "png";
        }
        throw UnusablePicture.unreadable(null);
    }

    private static boolean beginsWith(byte[] file, byte[] signature) {
        return file.length > signature.length && Arrays.equals(file, 0, signature.length, signature, 0, signature.length);
    }

    private static BufferedImage decoded(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        int side = Math.min(width, height);
        if (side < LEAST_SIDE || Math.max(width, height) > MOST_SIDE || (long) width * height > MOST_PIXELS) {
            throw UnusablePicture.size(width, height);
        }
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle((width - side) / 2, (height - side) / 2, side, side));
        int step = Math.max(1, side / (2 * SIDE));
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    /** Telephones write pictures as the sensor lies, and beside it how they were held. */
    private static Orientation orientation(byte[] file) {
        if (!beginsWith(file, JPEG)) {
            return Orientation.TOP_LEFT;
        }
        try {
            ExifIFD0Directory exif = JpegMetadataReader.readMetadata(new ByteArrayInputStream(file), List.of(new ExifReader()))
                    .getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer held = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            return held == null ? Orientation.TOP_LEFT : Orientation.typeOf(held);
        } catch (JpegProcessingException | IOException | RuntimeException broken) {
            // What stands beside a picture may be broken while the picture is not: it is shown as it lies.
            return Orientation.TOP_LEFT;
        }
    }

    private static BufferedImage upright(BufferedImage picture, Orientation orientation) {
        return orientation == Orientation.TOP_LEFT ? picture : ExifFilterUtils.getFilterForOrientation(orientation).apply(picture);
    }

    private static byte[] written(BufferedImage picture) throws IOException {
        var opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = opaque.createGraphics();
        try {
            // What can be seen through is white.
            paint.drawImage(picture, 0, 0, Color.WHITE, null);
        } finally {
            paint.dispose();
        }
        var jpeg = new ByteArrayOutputStream();
        Thumbnails.of(opaque).forceSize(SIDE, SIDE).outputFormat("jpg").outputQuality(QUALITY).toOutputStream(jpeg);
        return jpeg.toByteArray();
    }
}
