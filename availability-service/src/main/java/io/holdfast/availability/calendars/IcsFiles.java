package io.holdfast.availability.calendars;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.holdfast.availability.application.OutsideCalendars.Reading;
import io.holdfast.availability.domain.BusyCalendar.LastRead;
import io.holdfast.availability.domain.BusyWindow;
import io.holdfast.defaults.outside.GuardedHttp;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.springframework.stereotype.Component;

/** iCalendar files at an address, such as Google's secret one, or what Outlook and iCloud publish. */
@Component
class IcsFiles implements CalendarSource {

    private static final int NOT_MODIFIED = 304;
    private static final int MOST_REDIRECTS = 5;

    private final GuardedHttp http;
    private final OutsideSettings settings;

    IcsFiles(GuardedHttp calendarHttp, OutsideSettings settings) {
        this.http = calendarHttp;
        this.settings = settings;
    }

    @Override
    public Reading read(CalendarAccess access, Optional<LastRead> known, BusyWindow window, OwnBookings own)
            throws IOException, Unreadable {
        HttpUrl url = CalendarTargets.parse(access.address()).orElseThrow();
        try (Response answer = ask(url, known)) {
            if (answer.code() == NOT_MODIFIED && known.isPresent()) {
                return new Reading.Unchanged();
            }
            if (!answer.isSuccessful()) {
                throw Answers.refusal(answer);
            }
            List<String> text = List.of(Answers.text(answer, settings.largest()));
            return CalendarFile.read(text, window, settings.mostTimes(), own.uids())
                    .reading(answer.header("ETag"), answer.header("Last-Modified"));
        }
    }

    /** Follows redirects itself, since each is another address to be looked at. */
    private Response ask(HttpUrl url, Optional<LastRead> known) throws IOException, Unreadable {
        Response answer = http.execute(request(url, known));
        HttpUrl at = url;
        for (int redirects = 0; answer.isRedirect(); redirects++) {
            HttpUrl next = Optional.ofNullable(answer.header("Location")).map(at::resolve).orElse(null);
            answer.close();
            if (next == null || redirects >= MOST_REDIRECTS) {
                throw new Unreadable("The calendar's server leads nowhere.");
            }
            answer = http.follow(request(next, known), at);
            at = next;
        }
        return answer;
    }

    private static Request request(HttpUrl url, Optional<LastRead> known) {
        var request = new Request.Builder()
                .url(url)
                .header("User-Agent", ReadOutside.USER_AGENT)
                .header("Accept", "text/calendar, */*;q=0.5");
        known.ifPresent(last -> {
            if (last.etag() != null) {
                request.header("If-None-Match", last.etag());
            }
            if (last.lastModified() != null) {
                request.header("If-Modified-Since", last.lastModified());
            }
        });
        return request.build();
    }
}
