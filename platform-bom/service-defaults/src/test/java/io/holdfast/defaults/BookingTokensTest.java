package io.holdfast.defaults;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tokens are the same wherever they are derived, and each opens one thing. */
class BookingTokensTest {

    private static final String SECRET = "a-secret-that-only-these-tests-know-of";
    private static final String BOOKING = "b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e10";
    private static final String OTHER = "b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e11";

    private final BookingTokens tokens = new BookingTokens(SECRET);

    @Test
    void thoseThatGuestsHaveAlreadyStayAsTheyAre() {
        // echo -n $BOOKING | openssl dgst -sha256 -hmac $SECRET -binary | basenc --base64url
        assertThat(tokens.manage(BOOKING)).isEqualTo("8puTZLwXFyWDxD2Ekg3GVzT3-ofj5KlotEv9RogVLfc");
        assertThat(tokens.papers(BOOKING)).isEqualTo("oW1iIw2SAa8hPD6dVjdnhGDMyolwkJCGVlJzXN4SGp4");
    }

    @Test
    void aPapersTokenOpensThePapersOfOneBooking() {
        String papers = new BookingTokens(SECRET).papers(BOOKING);

        assertThat(tokens.opensPapers(BOOKING, papers)).isTrue();
        assertThat(tokens.opensPapers(OTHER, papers)).isFalse();
        assertThat(tokens.opensPapers(BOOKING, null)).isFalse();
        assertThat(tokens.opensPapers(BOOKING, "")).isFalse();
        assertThat(tokens.opensPapers(BOOKING, papers.substring(1))).isFalse();
        assertThat(new BookingTokens(SECRET + "!").opensPapers(BOOKING, papers)).isFalse();
    }

    @Test
    void aManageTokenIsNoPapersToken() {
        assertThat(tokens.opensPapers(BOOKING, tokens.manage(BOOKING))).isFalse();
    }

    @Test
    void withoutASecretNobodyElseMakesThem() {
        assertThat(BookingTokens.ofThisProcess().papers(BOOKING)).isNotEqualTo(BookingTokens.ofThisProcess().papers(BOOKING));
    }

    @Test
    void aShortSecretIsNone() {
        assertThatThrownBy(() -> new BookingTokens("short")).isInstanceOf(IllegalArgumentException.class);
    }
}
