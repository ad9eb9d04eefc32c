package io.holdfast.payment;

import io.holdfast.defaults.HoldfastService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** payment-service as a process of its own, or as one context of the embedded platform. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PaymentService {

    public static void main(String[] arguments) {
        HoldfastService.named(PaymentService.class, "payment-service").run(arguments);
    }
}
