package io.holdfast.defaults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static io.holdfast.defaults.IdempotencyKeys.fingerprint;
import static io.holdfast.defaults.IdempotencyKeys.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A key is compared by what a request means, and lasts for a day. */
class IdempotencyKeysTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'a':'1','b':'2'}            | {'b':'2','a':'1'}",
        "{'x':{'a':1,'b':[1,{'c':2,'d':3}]}} | {'x':{'b':[1,{'d':3,'c':2}],'a':1}}",
        "{'a':60}                     | {'a':60.0}",
        "{'a':0}                      | {'a':-0.00}",
        "{'a':1000000}                | {'a':1e6}",
        "{'a':1,'b':null}             | {'a':1}",
        "{ 'a' : 'x y' }              | {'a':'x y'}"
    })
    void requestsThatMeanTheSameAreOne(String one, String other) {
        assertThat(fingerprint("request", tree(one))).isEqualTo(fingerprint("request", tree(other)));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'a':'1','b':'2'}            | {'a':'2','b':'1'}",
        "{'a':60}                     | {'a':'60'}",
        "{'a':60}                     | {'a':60.5}",
        "{'a':[1,2]}                  | {'a':[2,1]}",
        "{'a':'x','b':'y'}            | {'a':'x\\',\\'b\\':\\'y'}",
        "{'a':{}}                     | {'a':[]}",
        "{'a':true}                   | {'a':'true'}",
        "{'a':{'b':1}}                | {'a':1,'b':1}"
    })
    void requestsThatMeanSomethingElseAreTwo(String one, String other) {
        assertThat(fingerprint("request", tree(one))).isNotEqualTo(fingerprint("request", tree(other)));
    }

    @Test
    void aKeyIsNotGoodForTwoCommands() {
        assertThat(fingerprint("confirm", null)).isNotEqualTo(fingerprint("complete", null));
    }

    @Test
    void recordsAndMapsAreReadByTheirFields() {
        record Body(String offeringId, @Nullable String notes, Map<String, String> intake) {}

        assertThat(fingerprint("request", new Body("consultation", null, Map.of("a", "1", "b", "2"))))
                .isEqualTo(fingerprint("request", tree("{'intake':{'b':'2','a':'1'},'offeringId':'consultation'}")));
    }

    /** A minute apart from each other through three days: nothing that is younger than a day is missed. */
    @ParameterizedTest
    @ValueSource(strings = {"first", "second", "a third one"})
    void whatAKeyMadeIsFoundForADayAndNotAfterIt(String key) {
        for (int minute = 0; minute < Duration.ofDays(3).toMinutes(); minute += 7) {
            Instant made = NOON.plus(Duration.ofMinutes(minute));
            String id = ids(made, key, "demo", "client:asha").fresh();

            assertThat(ids(made, key, "demo", "client:asha").known()).contains(id).hasSizeLessThanOrEqualTo(3);
            assertThat(ids(made.plus(Duration.ofMinutes(5)), key, "demo", "client:asha").known()).contains(id);
            assertThat(ids(made.plus(Duration.ofHours(24)).minusSeconds(1), key, "demo", "client:asha").known()).contains(id);
            assertThat(ids(made.plus(Duration.ofHours(24)), key, "demo", "client:asha").fresh()).isNotEqualTo(id);
            assertThat(ids(made.minusSeconds(30), key, "demo", "client:asha").known())
                    .as("by an instance whose clock is behind").contains(id);
        }
    }

    @Test
    void aKeyIsItsCallersOwn() {
        assertThat(List.of(
                        ids(NOON, "k", "demo", "client:asha").fresh(),
                        ids(NOON, "k", "demo", "client:ravi").fresh(),
                        ids(NOON, "k", "other", "client:asha").fresh(),
                        ids(NOON, "k2", "demo", "client:asha").fresh()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aKeyHasBounds() {
        IdempotencyKeyHeader.require(null);
        IdempotencyKeyHeader.require("k".repeat(255));
        assertThatThrownBy(() -> IdempotencyKeyHeader.require("k".repeat(256))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> IdempotencyKeyHeader.require(" ")).isInstanceOf(Problem.class);
    }

    private static Object tree(String json) {
        return JsonMapper.shared().readTree(json.replace('\'', '"'));
    }
}
