package io.holdfast.web.page;

import java.time.ZoneId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FormerZonesTest {

    @ParameterizedTest
    @CsvSource({
        "Asia/Calcutta,Asia/Kolkata", "Asia/Katmandu,Asia/Kathmandu", "Asia/Rangoon,Asia/Yangon", "Asia/Saigon,Asia/Ho_Chi_Minh",
        "America/Buenos_Aires,America/Argentina/Buenos_Aires", "Europe/Kiev,Europe/Kyiv", "Atlantic/Faeroe,Atlantic/Faroe",
        "Pacific/Truk,Pacific/Chuuk", "Asia/Jerusalem,Asia/Jerusalem", "nowhere,nowhere"
    })
    void aZoneIsCalledAsItIsToday(String former, String today) {
        assertThat(FormerZones.today(former)).isEqualTo(today);
        if (!former.equals("nowhere")) {
            assertThat(ZoneId.of(today).getRules()).as("the same clock").isEqualTo(ZoneId.of(former).getRules());
        }
    }
}
