package io.holdfast.matching.avatars;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SquarePictureTest {

    private static BufferedImage square(byte[] file) throws IOException {
        byte[] made = SquarePicture.of(file);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(made));
        assertThat(made).startsWith((byte) 0xFF, (byte) 0xD8).hasSizeLessThanOrEqualTo(SquarePicture.MOST_BYTES);
        assertThat(picture.getWidth()).isEqualTo(SquarePicture.SIDE);
        assertThat(picture.getHeight()).isEqualTo(SquarePicture.SIDE);
        return picture;
    }

    private static void isNearly(BufferedImage picture, int x, int y, Color expected) {
        var seen = new Color(picture.getRGB(x, y));
        assertThat(new int[] {seen.getRed(), seen.getGreen(), seen.getBlue()}).satisfies(
                parts -> assertThat(parts[0]).isCloseTo(expected.getRed(), Offset.offset(12)),
                parts -> assertThat(parts[1]).isCloseTo(expected.getGreen(), Offset.offset(12)),
                parts -> assertThat(parts[2]).isCloseTo(expected.getBlue(), Offset.offset(12)));
    }

    @ParameterizedTest
    @CsvSource({"400,200,jpg", "200,400,png", "100,100,png", "5000,4000,jpg", "9000,120,jpg"})
    void theMiddleOfAPictureIsLeft(int width, int height, String format) throws IOException {
        BufferedImage picture = square(Pictures.halves(width, height, format));

        isNearly(picture, 40, 160, Color.RED);
        isNearly(picture, 280, 160, Color.BLUE);
    }

    @Test
    void aPictureOfATelephoneIsTurnedUprightAndSaysNothingElse() throws IOException {
        byte[] file = Pictures.turned(Pictures.halves(400, 200, "jpg"));
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("Exif", Pictures.PLACE);

        BufferedImage picture = square(file);

        isNearly(picture, 160, 40, Color.RED);
        isNearly(picture, 160, 280, Color.BLUE);
        assertThat(new String(SquarePicture.of(file), StandardCharsets.ISO_8859_1)).doesNotContain("Exif", Pictures.PLACE);
    }

    @Test
    void whatCanBeSeenThroughIsWhite() throws IOException {
        BufferedImage picture = square(Pictures.written(new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB), "png"));

        isNearly(picture, 160, 160, Color.WHITE);
    }

    @Test
    void noiseStaysWithinWhatIsStored() throws IOException {
        var noise = new BufferedImage(1500, 1500, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (int y = 0; y < noise.getHeight(); y++) {
            for (int x = 0; x < noise.getWidth(); x++) {
                noise.setRGB(x, y, random.nextInt());
            }
        }

        square(Pictures.written(noise, "png"));
    }

    @ParameterizedTest
    @CsvSource({"60000,60000", "10001,200", "9000,9000", "5001,5000", "99,4000", "2147483647,2147483647"})
    void aFileThatSaysItIsHugeOrTinyIsNotDecoded(int width, int height) {
        assertThatThrownBy(() -> SquarePicture.of(Pictures.bomb(width, height)))
                .isInstanceOfSatisfying(UnusablePicture.class, refused -> {
                    assertThat(refused.code()).isEqualTo("picture-dimensions");
                    assertThat(refused.detail()).contains(String.valueOf(width));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<html><script>alert(1)</script>",
        "\u00FF\u00D8\u00FF\u00E0 no",
        "\u0089PNG\r\n\u001A\n and nothing more"})
    void whatIsNoPictureIsRefusedWhateverItBeginsWith(String content) {
        assertThatThrownBy(() -> SquarePicture.of(content.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOfSatisfying(UnusablePicture.class, refused -> assertThat(refused.code()).isEqualTo("picture-unreadable"));
    }

    /** Whatever a byte is changed to, it is a picture or it is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void brokenFilesEndInNothingElse(String format) {
        byte[] whole = Pictures.turned(Pictures.halves(200, 200, "jpg"));
        byte[] file = format.equals("jpg") ? whole : Pictures.halves(200, 200, "png");
        var random = new Random(11);
        for (int i = 0; i < 400; i++) {
            byte[] broken = Arrays.copyOf(file, random.nextInt(10) == 0 ? random.nextInt(file.length) : file.length);
            for (int change = 0; change < 3 && broken.length > 4; change++) {
                broken[3 + random.nextInt(broken.length - 3)] = (byte) random.nextInt();
            }
            try {
                assertThat(SquarePicture.of(broken)).isNotEmpty();
            } catch (UnusablePicture refused) {
                assertThat(refused.code()).startsWith("picture-");
            }
        }
    }
}
