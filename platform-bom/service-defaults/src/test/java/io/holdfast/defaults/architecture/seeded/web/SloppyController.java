package io.holdfast.defaults.architecture.seeded.web;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Seeded: bodies in and out that are called anything. */
class SloppyController {

    record Order(String name) {}

    record Receipt(String name) {}

    @PostMapping("/orders")
    void order(@RequestBody Order order) {}

    @GetMapping("/receipts")
    List<Receipt> receipts() {
        return List.of();
    }
}
