package io.holdfast.platform;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.holdfast.embedded.ChildProcess;
import io.holdfast.embedded.FreePorts;
import io.holdfast.embedded.Jvm;
import io.holdfast.gateway.Gateway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedContextTest {

    /** {@code RAZORPAY_KEY_ID} is two things: what payment-service.yml asks for, and another name of the property itself. */
    @Test
    void whatTheShellSaysOfPaymentsIsNotPassedOn() {
        Queue<String> said = new ConcurrentLinkedQueue<>();
        ChildProcess platform = ChildProcess.of("platform", Jvm.command(InAShell.class))
                .environment("RAZORPAY_KEY_ID", "rzp_live_of_somebody")
                .environment("RAZORPAY_WEBHOOKSECRETPREVIOUS", "of-somebody")
                .environment("HOLDFAST_PAYMENT_FIRST_POLL", "7m")
                .onLine(said::add)
                .start();

        assertThat(platform.awaitEnd(Duration.ofMinutes(2))).isTrue();

        assertThat(said).contains("key rzp_test_holdfast", "previous ", "first poll 7m");
    }

    @Test
    void aPortThatIsTakenBeforeTheGatewayBindsItIsChosenAgain() throws Exception {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = FreePorts.next();
            Iterator<Integer> found = List.of(somebody.getLocalPort(), free).iterator();
            try (var gateway = FreePorts.bind(
                    found::next, port -> new EmbeddedContext(Gateway.class, "gateway").onPort(port).start(Map.of()))) {
                assertThat(((WebServerApplicationContext) gateway).getWebServer().getPort()).isEqualTo(free);
            }
        }
    }

    /** A context as payment-service is configured, without what it does. */
    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    static final class InAShell {
        public static void main(String[] arguments) {
            Map<String, Object> given = Map.of("RAZORPAY_KEY_ID", "rzp_test_holdfast", "SPRING_MAIN_WEB_APPLICATION_TYPE", "none");
            Environment environment = new EmbeddedContext(Nothing.class, "payment-service").start(given).getEnvironment();
            System.out.println("key " + environment.getProperty("razorpay.key-id"));
            System.out.println("previous " + environment.getProperty("razorpay.webhook-secret-previous"));
            System.out.println("first poll " + environment.getProperty("payment.first-poll"));
        }
    }
}
