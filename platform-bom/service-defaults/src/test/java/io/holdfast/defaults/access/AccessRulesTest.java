package io.holdfast.defaults.access;

import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the rules are is seen over HTTP, in {@code ServiceDefaultsTest}. */
class AccessRulesTest {

    @RestController
    static class ForAnybodyWithAToken {

        @GetMapping("/api/v1/admin/things/{id}")
        String thing() {
            return "";
        }
    }

    @RestController
    @Access(Role.ADMIN)
    static class ForProfessionalsToo {

        @Access({Role.ADMIN, Role.PROFESSIONAL})
        @GetMapping("/api/v1/admin/things")
        String things() {
            return "";
        }
    }

    @RestController
    @Access(Role.ADMIN)
    static class ForAdmins {

        @GetMapping("/api/v1/admin/things")
        String things() {
            return "";
        }
    }

    @Test
    void aPathOfAdminsThatIsOpenToOthersEndsTheStart() {
        assertThatThrownBy(() -> rulesOf(ForAnybodyWithAToken.class))
                .hasMessageContaining("/api/v1/admin/things/{id} is not kept to admins");
        assertThatThrownBy(() -> rulesOf(ForProfessionalsToo.class)).isInstanceOf(IllegalStateException.class);
        assertThatCode(() -> rulesOf(ForAdmins.class)).doesNotThrowAnyException();
    }

    private static AccessRules rulesOf(Class<?> controller) {
        var context = new StaticWebApplicationContext();
        context.registerSingleton("controller", controller);
        var handlers = new RequestMappingHandlerMapping();
        handlers.setApplicationContext(context);
        handlers.afterPropertiesSet();
        return new AccessRules(handlers);
    }
}
