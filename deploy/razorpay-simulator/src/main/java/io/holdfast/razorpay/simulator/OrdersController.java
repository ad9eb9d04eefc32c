package io.holdfast.razorpay.simulator;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Razorpay's Orders API. */
@RestController
@RequestMapping("/v1/orders")
class OrdersController {
    private static final Set<String> FIELDS = Set.of("amount", "currency", "receipt", "notes", "partial_payment", "payment");

    private final Orders orders;
    private final Identifiers identifiers;
    private final RequestBodies bodies;
    private final Clock clock;

    OrdersController(Orders orders, Identifiers identifiers, RequestBodies bodies, Clock clock) {
        this.orders = orders;
        this.identifiers = identifiers;
        this.bodies = bodies;
        this.clock = clock;
    }

    @PostMapping
    Map<String, @Nullable Object> create(@RequestBody(required = false) byte @Nullable [] body) {
        var fields = new RazorpayFields(bodies.object(body).orElseThrow(OrdersController::unreadable), FIELDS);
        var amount = fields.amount(100, "Order amount less than minimum amount allowed");
        return RazorpayEntities.order(orders.create(Order.created(identifiers.order(), amount, fields.currency(),
            fields.receipt(), fields.notes(), fields.flag("partial_payment"),
            fields.has("payment") ? CaptureOptions.read(fields.object("payment")) : null,
            clock.instant().getEpochSecond())));
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> fetch(@PathVariable String id) {
        return RazorpayEntities.order(known(id));
    }

    @GetMapping
    Map<String, Object> list(@RequestParam Map<String, String> parameters) {
        var page = PageRequest.read(parameters);
        var receipt = parameters.get("receipt");
        var found = receipt == null ? orders.list(page) : withReceipt(receipt, page);
        return RazorpayEntities.collection(found.stream().map(RazorpayEntities::order).toList());
    }

    @GetMapping("/{id}/payments")
    Map<String, Object> payments(@PathVariable String id) {
        var order = known(id);
        return RazorpayEntities.collection(order.payments().reversed().stream()
            .map(payment -> RazorpayEntities.payment(order, payment)).toList());
    }

    private List<Order> withReceipt(String receipt, PageRequest page) {
        return orders.findByReceipt(receipt).stream()
            .filter(order -> page.includes(order.createdAt()))
            .sorted(Comparator.comparingLong(Order::createdAt).reversed())
            .skip(page.skip()).limit(page.count()).toList();
    }

    private Order known(String id) {
        return orders.find(id).orElseThrow(RazorpayError::unknownId);
    }

    static RazorpayError unreadable() {
        return RazorpayError.badRequest("The request body is not a JSON object", "input_validation_failed");
    }
}
