package io.holdfast.booking.imports;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.holdfast.booking.imports.EasyAppointments.Person;
import io.holdfast.defaults.outside.GuardedHttp;
import io.holdfast.defaults.outside.HostAddresses;
import io.holdfast.defaults.outside.OutsideTargets;
import io.holdfast.defaults.web.Problem;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an Easy!Appointments installation by its API, page by page, and of appointments those from today on. Its address is
 * somebody's word: it is held to what addresses of webhooks are held to. The token is used and not kept.
 */
@Component
class EasyAppointmentsApi implements DisposableBean {

    static final int LONGEST_ADDRESS = 1_000;

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 1_000;
    private static final long LARGEST_PAGE = 5_000_000;
    /** Of one page; the last one may be asked for when nearly all of the time is over, and the gateway waits 40 s. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(8);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Its names, and those of the columns that it has them from. */
    private static final Map<String, String> SERVICE = Map.of(
            "id", "id", "name", "name", "duration", "duration", "price", "price", "currency", "currency", "description", "description",
            "attendantsNumber", "attendants_number");
    private static final Map<String, String> APPOINTMENT = Map.of(
            "id", "id", "start", "start_datetime", "end", "end_datetime", "notes", "notes", "status", "status", "serviceId",
            "id_services", "providerId", "id_users_provider", "customerId", "id_users_customer");

    private final OutsideTargets targets;
    private final GuardedHttp http;
    private final Duration timeLimit;
    private final Clock clock;

    EasyAppointmentsApi(ImportSettings settings, ObjectProvider<HostAddresses> addresses, Clock clock) {
        this.targets = new OutsideTargets(settings.allowed(), addresses.getIfAvailable(OutsideTargets::dns));
        this.http = new GuardedHttp(targets, LONGEST_ANSWER);
        this.timeLimit = settings.timeLimit();
        this.clock = clock;
    }

    /**
     * An address that may be read.
     *
     * @throws Problem 400 when it is none, 422 when our servers do not call it
     */
    HttpUrl require(String text) {
        HttpUrl url = OutsideTargets.parse(text, LONGEST_ADDRESS)
                .orElseThrow(() -> Problem.invalid("url", "must be an http or https address"));
        switch (targets.judge(url)) {
            case ALLOWED -> {}
            case INSECURE -> throw Problem.rule("import-target-insecure", "Other systems are read by https only.");
            case UNKNOWN -> throw Problem.rule("import-target-unknown", "The host of this address cannot be found.");
            case PRIVATE -> throw Problem.rule("import-target-private", "This address does not lie in the public internet.");
        }
        return url;
    }

    /** @throws Problem 422 when it does not answer, or with something else */
    void read(HttpUrl base, String token, EasyAppointments into) {
        var session = new Session(base, token);
        session.each("services", Map.of(), service -> into.service(values(service, SERVICE)));
        session.each("providers", Map.of(), provider -> into.provider(
                person(provider),
                provider.path("services").valueStream().map(JsonNode::asString).toList(),
                planOf(provider.at("/settings/workingPlan"))));
        session.each("customers", Map.of(), customer -> into.customer(person(customer)));
        String today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1).toString();
        session.each("appointments", Map.of("from", today), one -> into.appointment(values(one, APPOINTMENT)));
    }

    private static Map<String, String> values(JsonNode from, Map<String, String> names) {
        var values = new HashMap<String, String>();
        names.forEach((theirs, column) -> {
            String value = text(from, theirs);
            if (value != null) {
                values.put(column, value);
            }
        });
        return values;
    }

    private static @Nullable String text(JsonNode from, String name) {
        JsonNode value = from.path(name);
        return value.isValueNode() && !value.isNull() && !value.asString("").isEmpty() ? value.asString("") : null;
    }

    private static Person person(JsonNode from) {
        String mobile = text(from, "mobile");
        return new Person(
                from.path("id").asInt(0), text(from, "firstName"), text(from, "lastName"), text(from, "email"),
                mobile == null ? text(from, "phone") : mobile, text(from, "timezone"), text(from, "language"),
                text(from, "notes"));
    }

    /** As JSON, however it was said. */
    private static @Nullable String planOf(JsonNode plan) {
        if (plan.isObject()) {
            return plan.toString();
        }
        return plan.isString() ? plan.asString("") : null;
    }

    /** One reading, of all of which the time is bounded. */
    private final class Session {

        private final HttpUrl base;
        private final String token;
        private final long ends = System.nanoTime() + timeLimit.toNanos();

        Session(HttpUrl base, String token) {
            this.base = base;
            this.token = token;
        }

        void each(String what, Map<String, String> query, Consumer<JsonNode> row) {
            for (int page = 1; page <= MOST_PAGES; page++) {
                List<JsonNode> rows = page(what, query, page);
                rows.forEach(row);
                if (rows.size() < PAGE) {
                    return;
                }
            }
            throw ImportProblems.tooLong("There are more " + what + " than are taken at once.");
        }

        private List<JsonNode> page(String what, Map<String, String> query, int page) {
            if (System.nanoTime() >= ends) {
                throw ImportProblems.unread("It takes too long to read all of it; please import a dump instead.");
            }
            HttpUrl.Builder url = base.newBuilder()
                    .query(null)
                    .addPathSegments("index.php/api/v1/" + what)
                    .addQueryParameter("page", String.valueOf(page))
                    .addQueryParameter("length", String.valueOf(PAGE))
                    // In an order that does not change while they are read.
                    .addQueryParameter("sort", "id");
            query.forEach(url::addQueryParameter);
            Request request = new Request.Builder()
                    .url(url.build())
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "application/json")
                    .header("User-Agent", "Holdfast-Import/1")
                    .build();
            try (Response response = http.execute(request)) {
                return rows(response);
            } catch (IOException e) {
                throw ImportProblems.unread(GuardedHttp.reasonOf(e) + ".");
            }
        }

        private static List<JsonNode> rows(Response response) throws IOException {
            if (!response.isSuccessful()) {
                throw ImportProblems.unread(response.code() == 401
                        ? "It does not take the token."
                        : response.isRedirect() ? "Redirects are not followed." : "It answered " + response.code() + ".");
            }
            ResponseBody body = response.body();
            BufferedSource source = body == null ? null : body.source();
            if (source == null || source.request(LARGEST_PAGE + 1)) {
                throw ImportProblems.unread("It answered with more than is read at once.");
            }
            try {
                JsonNode rows = JSON.readTree(source.readUtf8());
                if (!rows.isArray()) {
                    throw ImportProblems.unread("It answered with something else than a list.");
                }
                return new ArrayList<>(rows.valueStream().toList());
            } catch (JacksonException e) {
                throw ImportProblems.unread("It answered with something else than JSON.");
            }
        }
    }

    @Override
    public void destroy() {
        http.close();
    }
}
