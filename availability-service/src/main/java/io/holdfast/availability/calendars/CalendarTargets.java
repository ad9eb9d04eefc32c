package io.holdfast.availability.calendars;

import java.util.Optional;

import io.holdfast.defaults.outside.HostAddresses;
import io.holdfast.defaults.outside.OutsideTargets;
import io.holdfast.defaults.web.Problem;
import okhttp3.HttpUrl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where calendars may lie, said when one is registered, so that its professional learns of it. */
@Component
public class CalendarTargets {

    public static final int LONGEST = 2_000;

    private static final String WEBCAL = "webcal://";

    private final OutsideTargets targets;

    CalendarTargets(OutsideSettings settings, ObjectProvider<HostAddresses> addresses) {
        this.targets = new OutsideTargets(settings.allowed(), addresses.getIfAvailable(OutsideTargets::dns));
    }

    OutsideTargets all() {
        return targets;
    }

    /** An address that can be called at all, also in the form by which calendar programs know that it is theirs. */
    public static Optional<HttpUrl> parse(String text) {
        boolean isWebcal = text.regionMatches(true, 0, WEBCAL, 0, WEBCAL.length());
        return OutsideTargets.parse(isWebcal ? "https://" + text.substring(WEBCAL.length()) : text, LONGEST);
    }

    /** @throws Problem 422 when our servers do not call this address */
    public void require(HttpUrl url) {
        switch (targets.judge(url)) {
            case ALLOWED -> {}
            case INSECURE -> throw Problem.rule("calendar-target-insecure", "Calendars are read by https only.");
            case UNKNOWN -> throw Problem.rule("calendar-target-unknown", "The host of this address cannot be found.");
            case PRIVATE -> throw Problem.rule("calendar-target-private", "This address does not lie in the public internet.");
        }
    }
}
