package io.holdfast.web.professional;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.FeedApi;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /pro/profile}: name, picture and languages, and the address of one's calendar for other programs. */
@Controller
@OpenToAll
class ProfileController {

    private static final String PATH = "/pro/profile";
    /** As the API has it. */
    private static final int MOST_MEGABYTES = 8;
    private static final long MEGABYTE = 1L << 20;
    /** How the API calls our fields. */
    private static final Map<String, String> FIELDS =
            Map.of("displayName", "name", "phone", "phone", "about", "about", "avatarUrl", "picture", "languages", "languages");

    private final ProfessionalApi mine;
    private final FeedApi feeds;

    ProfileController(ProfessionalApi mine, FeedApi feeds) {
        this.mine = mine;
        this.feeds = feeds;
    }

    @GetMapping(PATH)
    View profile(Page page) {
        page.requireRole("professional");
        ObjectNode profile = mine.written();
        return show(page, profile, form(profile));
    }

    private static Form form(ObjectNode profile) {
        String picture = profile.path("avatarUrl").asString("");
        return Form.with(Map.of(
                "name", profile.path("displayName").asString(""), "phone", profile.path("phone").asString(""), "about",
                profile.path("about").asString(""), "picture",
                Pictures.isOurs(picture) ? "" : picture, "languages",
                profile.path("languages").valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))));
    }

    private Html show(Page page, ObjectNode profile, Form form) {
        String picture = profile.path("avatarUrl").asString("");
        return Html.of(page, "professional/profile", new ProfileView(
                profile.path("displayName").asString(""), shown(picture), MOST_MEGABYTES,
                "/p/" + profile.path("id").asString(""), feed(), form));
    }

    /** By https, or from where our pages are. */
    private static @Nullable String shown(String picture) {
        if (Pictures.isOurs(picture)) {
            return Pictures.path(picture);
        }
        return picture.startsWith("https://") ? picture : null;
    }

    private FeedApi.@Nullable Feed feed() {
        try {
            return feeds.find();
        } catch (ApiProblem problem) {
            if (!problem.isNotFound()) {
                throw problem;
            }
            return null;
        }
    }

    @PostMapping(PATH)
    View describe(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("professional");
        Form form = Form.of(sent);
        ObjectNode profile = mine.written();
        if (!form.has("name")) {
            form.reject("name", page.text("professional.mistake.name"));
        }
        if (form.isGood()) {
            try {
                mine.describe(written(profile.deepCopy(), form));
                return Redirect.to(PATH, "profile-saved");
            } catch (ApiProblem problem) {
                if (problem.violations().isEmpty()) {
                    throw problem;
                }
                problem.violations().forEach(violation -> {
                    String field = FIELDS.getOrDefault(violation.field().replaceFirst("[.\\[].*", ""), "name");
                    form.reject(field, page.text("professional.mistake." + field));
                });
            }
        }
        page.notice(Notice.problem(page.text("page.mistakes")));
        return show(page, profile, form).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static ObjectNode written(ObjectNode profile, Form form) {
        profile.put("displayName", form.value("name"));
        profile.put("phone", form.valueOrNull("phone"));
        profile.put("about", form.valueOrNull("about"));
        // Nothing typed there leaves a file that was sent.
        if (form.has("picture") || !Pictures.isOurs(profile.path("avatarUrl").asString(""))) {
            profile.put("avatarUrl", form.valueOrNull("picture"));
        }
        ArrayNode languages = profile.putArray("languages");
        form.words("languages").forEach(languages::add);
        return profile;
    }

    @PostMapping(PATH + "/avatar")
    View picture(Page page, @RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        page.requireRole("professional");
        if (file == null || file.isEmpty()) {
            return notThatOne(page, page.text("professional.avatar.mistake.missing"));
        }
        if (file.getSize() > MOST_MEGABYTES * MEGABYTE) {
            return notThatOne(page, page.text("professional.avatar.mistake.too-large", MOST_MEGABYTES));
        }
        try {
            boolean png = MediaType.IMAGE_PNG_VALUE.equals(file.getContentType());
            mine.picture(file.getBytes(), png ? MediaType.IMAGE_PNG_VALUE : MediaType.IMAGE_JPEG_VALUE);
        } catch (ApiProblem problem) {
            String rule = "professional.avatar.rule." + problem.code();
            if (problem.status() == HttpStatus.CONTENT_TOO_LARGE.value()) {
                return notThatOne(page, page.text("professional.avatar.mistake.too-large", MOST_MEGABYTES));
            }
            if (!page.texts().has(rule)) {
                throw problem;
            }
            return notThatOne(page, page.text(rule));
        }
        return Redirect.to(PATH, "avatar-saved");
    }

    private View notThatOne(Page page, String why) {
        ObjectNode profile = mine.written();
        Form form = form(profile).reject("file", why);
        return show(page, profile, form).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping(PATH + "/avatar/remove")
    View removePicture(Page page) {
        page.requireRole("professional");
        mine.removePicture();
        return Redirect.to(PATH, "avatar-removed");
    }

    @PostMapping(PATH + "/feed/renew")
    View renewFeed(Page page) {
        page.requireRole("professional");
        feeds.end();
        feeds.make();
        return Redirect.to(PATH + "#feed", "feed-renewed");
    }

    @PostMapping(PATH + "/feed")
    View makeFeed(Page page) {
        page.requireRole("professional");
        feeds.make();
        return Redirect.to(PATH + "#feed", "feed-made");
    }

    @PostMapping(PATH + "/feed/end")
    View endFeed(Page page) {
        page.requireRole("professional");
        feeds.end();
        return Redirect.to(PATH + "#feed", "feed-ended");
    }
}
