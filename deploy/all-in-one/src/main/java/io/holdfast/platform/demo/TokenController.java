package io.holdfast.platform.demo;

import java.util.Map;

import io.holdfast.defaults.web.Problem;
import io.holdfast.platform.Issuer;
import io.holdfast.platform.Issuer.Person;
import io.holdfast.platform.People;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /demo/tokens/{person}} and the public keys that the services check those tokens with. */
@RestController
class TokenController {

    private final Issuer issuer;

    TokenController(Issuer issuer) {
        this.issuer = issuer;
    }

    @GetMapping("/demo/tokens/{name}")
    Token token(@PathVariable String name) {
        Person person = People.all().get(name);
        if (person == null) {
            throw Problem.notFound("person; there are " + People.all().keySet().stream().sorted().toList());
        }
        return new Token(issuer.tokenFor(person), person.subject());
    }

    @GetMapping("/demo/jwks.json")
    Map<String, Object> publicKeys() {
        return issuer.publicKeys();
    }

    record Token(String token, String sub) {}
}
