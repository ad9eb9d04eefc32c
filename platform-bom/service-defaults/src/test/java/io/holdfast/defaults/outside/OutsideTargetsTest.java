package io.holdfast.defaults.outside;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.holdfast.defaults.outside.OutsideTargets.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which addresses our servers may be led to, when one is registered. */
class OutsideTargetsTest {

    private static final int LONGEST = 100;
    private static final Map<String, List<String>> NAMES = Map.of(
            "calendar.example.com", List.of("93.184.216.34"),
            "inside.example.com", List.of("10.0.0.7"),
            "both.example.com", List.of("93.184.216.34", "10.0.0.7"),
            "none.example.com", List.of());

    private final OutsideTargets targets = new OutsideTargets(
            List.of(" http://127.0.0.1 ", "https://Inside.example.com:8443", "http://[::1]:9000"), OutsideTargetsTest::addressesOf);

    private static List<InetAddress> addressesOf(String host) throws UnknownHostException {
        if (host.endsWith(".invalid")) {
            throw new UnknownHostException(host);
        }
        var found = new ArrayList<InetAddress>();
        for (String address : NAMES.getOrDefault(host, List.of(host))) {
            found.add(InetAddress.getByName(address));
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({
            "https://calendar.example.com/a?b=c, ALLOWED",
            "https://93.184.216.34/, ALLOWED",
            "https://[2606:2800:220:1::1]/, ALLOWED",
            "http://calendar.example.com/, INSECURE",
            "https://nowhere.invalid/, UNKNOWN",
            "https://inside.example.com/, PRIVATE",
            "https://both.example.com/, PRIVATE",
            "https://none.example.com/, PRIVATE",
            "https://127.0.0.1/, PRIVATE",
            // What the operator allows, and nothing beside it.
            "http://127.0.0.1:81/, ALLOWED",
            "https://inside.example.com:8443/, ALLOWED",
            "http://inside.example.com:8443/, INSECURE",
            "http://[::1]:9000/, ALLOWED",
            "https://[::1]:9001/, PRIVATE"})
    void anAddressIsJudged(String address, Judgement judgement) {
        assertThat(targets.judge(OutsideTargets.parse(address, LONGEST).orElseThrow())).isEqualTo(judgement);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "fe80::1", "fd00:ec2::254", "10.1.2.3", "172.16.0.1",
            "172.31.255.255", "192.168.1.1", "100.100.100.200", "0.0.0.0", "::", "168.63.129.16", "64:ff9b::7f00:1",
            "2002:7f00:1::", "2001:0:1::", "2001:db8::1", "224.0.0.1", "255.255.255.255", "198.51.100.1"})
    void whatIsNotEverybodysIsNotPublic(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "172.32.0.1", "100.128.0.1", "192.169.0.1", "2606:2800:220:1::1", "2a00:1450::1"})
    void whatIsEverybodysIsPublic(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "calendar", "https://", "https:///x", "ftp://calendar.example.com/", "https://user:secret@calendar.example.com/",
            "https://calendar.example.com/#a", "https://calendar.example.com\\@127.0.0.1/", "https://127.1/", "https://0x7f.1/"})
    void whatIsNoAddressIsNotParsed(String text) {
        assertThat(OutsideTargets.parse(text, LONGEST)).isEmpty();
    }

    @Test
    void whatIsTooLongIsNotParsed() {
        assertThat(OutsideTargets.parse("https://calendar.example.com/" + "a".repeat(LONGEST), LONGEST)).isEmpty();
    }
}
