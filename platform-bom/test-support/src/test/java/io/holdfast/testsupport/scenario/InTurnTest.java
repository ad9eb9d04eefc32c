package io.holdfast.testsupport.scenario;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import static org.assertj.core.api.Assertions.assertThat;

class InTurnTest {

    private static final String TURN = "holdfast.turn";
    /** Surefire's, of whoever names tests. */
    private static final String NAMED = "test";

    private final Map<String, String> before = new HashMap<>();

    @InTurn(1)
    static class Lengthy {
        @Test
        void whole() {}
    }

    static class Mixed {
        @Test
        void always() {}

        @InTurn(2)
        @Test
        void lengthy() {}
    }

    @BeforeEach
    void nothingIsSaid() {
        for (String name : new String[] {TURN, NAMED}) {
            String value = System.getProperty(name);
            if (value != null) {
                before.put(name, value);
            }
            System.clearProperty(name);
        }
    }

    @AfterEach
    void asBefore() {
        System.clearProperty(TURN);
        System.clearProperty(NAMED);
        before.forEach(System::setProperty);
    }

    @Test
    void runsInItsTurnAloneUnlessAllAreAskedForOrItIsNamed() {
        System.setProperty(TURN, "0");
        assertThat(run(Lengthy.class)).isZero();
        assertThat(run(Mixed.class)).isOne();
        System.setProperty(TURN, "1");
        assertThat(run(Lengthy.class)).isOne();
        System.setProperty(TURN, "2");
        assertThat(run(Mixed.class)).isEqualTo(2);
        System.setProperty(TURN, "all");
        assertThat(run(Lengthy.class)).isOne();
        System.setProperty(TURN, "0");
        System.setProperty(NAMED, "Lengthy");
        assertThat(run(Lengthy.class)).isOne();
    }

    @Test
    void eachHasADayOfThree() {
        LocalDate day = LocalDate.parse("2026-12-30");
        assertThat(Stream.iterate(day, next -> next.plusDays(1)).limit(3).map(InTurn.Today::turnOf))
                .containsExactlyInAnyOrder("0", "1", "2");
        assertThat(InTurn.Today.turnOf(day.plusDays(3))).isEqualTo(InTurn.Today.turnOf(day));
    }

    private static long run(Class<?> tests) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(
                LauncherDiscoveryRequestBuilder.request().selectors(DiscoverySelectors.selectClass(tests)).build(), listener);
        return listener.getSummary().getTestsSucceededCount();
    }
}
