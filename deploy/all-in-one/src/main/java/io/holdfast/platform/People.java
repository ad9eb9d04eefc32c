package io.holdfast.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.platform.Issuer.Person;

/** The people that a fresh platform knows, by the names under which {@code /demo/tokens/{name}} hands out tokens. */
public final class People {

    public static final String TENANT = "demo";

    public static final Person ADMIN =
            new Person("admin", TENANT, List.of("admin"), "Meera Iyer", "admin@holdfast.example", "+912212345678");

    private static final Map<String, Person> ALL = new LinkedHashMap<>();

    static {
        ALL.put("client", new Person(
                "client-asha", TENANT, List.of("client"), "Asha Rao", "asha@example.com", "+919812345678"));
        ALL.put("client2", new Person(
                "client-ravi", TENANT, List.of("client"), "Ravi Menon", "ravi@example.com", "+919823456789"));
        ALL.put("professional", new Person(
                "dr-sarah-khan", TENANT, List.of("professional"), "Dr. Sarah Khan", "sarah@holdfast.example", "+919834567890"));
        ALL.put("professional2", new Person(
                "dr-james-lee", TENANT, List.of("professional"), "Dr. James Lee", "james@holdfast.example", "+12125550123"));
        ALL.put("admin", ADMIN);
        // Somebody of another business, so that the wall between tenants can be tried.
        ALL.put("stranger", new Person(
                "stranger", "other", List.of("client", "admin"), "Noa Levi", "noa@example.org", "+972541234567"));
    }

    private People() {}

    public static Map<String, Person> all() {
        return Map.copyOf(ALL);
    }
}
