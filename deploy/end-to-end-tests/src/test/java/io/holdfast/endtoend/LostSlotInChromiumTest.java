package io.holdfast.endtoend;

import java.util.List;
import java.util.stream.Stream;

import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Somebody else is faster: while one looks, at the last step, in the same moment, and while one pays. */
@OnPlatform
class LostSlotInChromiumTest extends InChromium {

    private static final String WORDS = "Second floor, the bell is broken \uD83D\uDD14";

    @Test
    void aTimeThatGoesIsStruckOutAndAtTheLastStepTheThreeNearestAreOffered() {
        Slot slot = slot();
        String email = Platform.freshEmail();
        try (Tab looking = chromium.tab();
                Tab typing = chromium.tab()) {
            looking.open(timesOf(slot));
            assertThat(looking.find(free(slot))).isVisible();
            typing.open(detailsOf(slot));
            fillIn(typing, email);

            platform.hold(slot);

            assertThat(looking.find(free(slot) + ".lost")).isVisible();
            assertThat(looking.shown("#times-notice")).contains("just been taken");
            looking.look("times-lost");
            typing.find(SEND).click();
            assertThat(typing.find("#notices")).containsText("is gone");
            assertThat(typing.find("#email")).hasValue(email);
            assertThat(typing.find("[name=other-start]")).hasCount(3);
            typing.look("details-gone");
            typing.find("[name=other-start]").first().click();
            awaitPayable(typing);
        }
    }

    /** Both have typed everything; both send it at once. */
    @Test
    void ofTwoBrowsersOneIsConfirmedAndTheOtherKeepsEverythingAndIsOfferedTheThreeNearest() {
        Slot slot = slot();
        try (Tab one = chromium.tab();
                Tab other = chromium.tab(options -> options.setViewportSize(360, 740))) {
            List<Tab> both = List.of(one, other);
            for (Tab tab : both) {
                tab.open(detailsOf(slot));
                fillIn(tab, Platform.freshEmail());
                tab.find("#phone").fill("+91 98123 45678");
                tab.find("details.more summary").click();
                tab.find("#recipient-name").fill("Lakshmi Devi");
                tab.find("#notes").fill(WORDS);
            }
            List<String> emails = both.stream().map(tab -> tab.find("#email").inputValue()).toList();

            // From the page itself and not waited for, so that the second is under way before the first is answered.
            both.forEach(tab -> tab.page.evaluate("document.querySelector('main form .actions button').click()"));
            both.forEach(tab -> tab.find("[name=outcome], [name=other-start]").first().waitFor());

            List<Tab> losers = both.stream().filter(tab -> tab.find("[name=other-start]").count() > 0).toList();
            assertThat(losers).as("of two, one lost").hasSize(1);
            Tab loser = losers.getFirst();
            Tab winner = loser == one ? other : one;
            awaitPayable(winner);
            pay(winner, "success");
            winner.awaitPath("/b/[^/]+");
            awaitConfirmed(winner);

            assertThat(loser.find("#notices")).containsText("is gone");
            assertThat(loser.find("[name=other-start]")).hasCount(3);
            assertThat(loser.find("#name")).hasValue("Gita Guest");
            assertThat(loser.find("#email")).hasValue(emails.get(both.indexOf(loser)));
            assertThat(loser.find("#phone")).hasValue("+91 98123 45678");
            assertThat(loser.find("#recipient-name")).hasValue("Lakshmi Devi");
            assertThat(loser.find("#notes")).hasValue(WORDS);
            loser.look("race-lost");
            String chosen = loser.find("[name=other-start]").nth(1).getAttribute("value");
            loser.find("[name=other-start]").nth(1).click();
            awaitPayable(loser);
            assertThat(Stream.of(chosen, slot.start()).distinct()).as("another time").hasSize(2);
        }
    }

    /** The hold ends, somebody else takes the time, and then the money comes. */
    @Test
    void whoPaysAfterTheTimeWentToSomebodyElseIsToldThatEverythingGoesBack() {
        Slot slot = slot();
        try (Tab late = chromium.tab()) {
            ask(late, slot);
            awaitPayable(late);
            String booking = late.path().replace("/pay", "");
            String order = orderOf(booking.substring("/b/".length()));
            platform.advance("PT16M");
            try (Tab watching = chromium.tab()) {
                watching.open(timesOf(slot));
                assertThat(watching.find(free(slot))).isVisible();
                confirmed(watching, slot);
            }

            // Their page still shows what it showed, and the bank still works on what they had begun.
            late.find(PAY).click();
            late.awaitPath("/b/[^/]+");
            awaitTitle(late, "The hold has ended");
            platform.pay(order, "success", "normal");

            assertThat(late.shown(".status .lead")).contains("you get it back in full");
            Eventually.see("it goes back", () -> late.open(booking).shown(".timeline"), shown -> shown.contains("Money given back"));
            late.look("booking-late-money");
        }
    }

    private String orderOf(String booking) {
        return Platform.list(platform.ledger().get("orders")).stream()
                .filter(order -> booking.equals(order.at("/notes/bookingId").asString("")))
                .map(order -> order.get("id").asString())
                .findFirst()
                .orElseThrow();
    }
}
