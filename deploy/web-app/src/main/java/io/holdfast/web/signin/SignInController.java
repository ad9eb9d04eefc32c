package io.holdfast.web.signin;

import java.util.ArrayList;
import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.DemoApi;
import io.holdfast.web.api.Professional;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.session.Cookies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /login}: on the embedded platform one chooses whom to be. Guests need none of it. */
@Controller
@OpenToAll
class SignInController {

    /** Those that {@code /demo/tokens} knows by these names; professionals beside the first two by their ids. */
    private static final List<Person> SEEDED = List.of(
            new Person("client", "Asha Rao", "client", null),
            new Person("client2", "Ravi Menon", "client", null),
            new Person("professional", "Dr. Sarah Khan", "professional", null),
            new Person("professional2", "Dr. James Lee", "professional", null),
            new Person("admin", "Meera Iyer", "admin", null));

    private final CatalogueApi catalogue;
    private final DemoApi demo;
    private final Cookies cookies;

    SignInController(CatalogueApi catalogue, DemoApi demo, Cookies cookies) {
        this.catalogue = catalogue;
        this.demo = demo;
        this.cookies = cookies;
    }

    @GetMapping("/login")
    View choose(Page page, @RequestParam(required = false) @Nullable String next) {
        List<Person> people = page.isDemo() ? people(page) : List.of();
        return Html.of(page, "signin/login", new SignInView(people, page.settings().hasAccounts(), Redirect.ours(next)));
    }

    /** @param person by the name under which the embedded platform gives out tokens */
    @PostMapping("/login")
    View signIn(Page page, @RequestParam String person, @RequestParam(required = false) @Nullable String next) {
        if (!page.isDemo() || !person.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new NotThere();
        }
        page.add(cookies.session(demo.token(person).token()));
        String home = person.startsWith("client") ? "/" : person.equals("admin") ? "/admin" : "/pro";
        String asked = Redirect.ours(next);
        return Redirect.to(asked.equals("/") ? home : asked, "signed-in");
    }

    @PostMapping("/logout")
    View signOut(Page page) {
        page.add(cookies.endOfSession());
        return Redirect.to("/", "signed-out");
    }

    private List<Person> people(Page page) {
        var all = new ArrayList<>(SEEDED);
        for (Professional professional : catalogue.professionals(null)) {
            String picture = page.picture(professional.avatarUrl());
            int known = all.stream().map(Person::name).toList().indexOf(professional.displayName());
            if (known < 0) {
                all.add(new Person(professional.id(), professional.displayName(), "professional", picture));
            } else {
                all.set(known, new Person(all.get(known).id(), all.get(known).name(), all.get(known).role(), picture));
            }
        }
        return all;
    }
}
