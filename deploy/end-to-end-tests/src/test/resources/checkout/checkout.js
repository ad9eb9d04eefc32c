// Stands in for https://checkout.razorpay.com/v1/checkout.js, as Razorpay documents it: what its options must hold, what it calls back
// with, and that a page with callback_url and redirect is left for Razorpay's own, which sends its form there. The payer is played by the test.

(() => {
  const known = new Set(["key", "order_id", "amount", "currency", "name", "description", "image", "prefill", "theme", "retry", "modal",
    "notes", "handler", "callback_url", "redirect"]);

  function check(options) {
    const wrong = Object.keys(options).filter((option) => !known.has(option));
    if (wrong.length > 0) throw new TypeError(`Checkout has no option ${wrong}`);
    if (!/^rzp_(test|live)_/.test(options.key)) throw new TypeError("key is a public key");
    if (!/^order_/.test(options.order_id)) throw new TypeError("order_id is an order's");
    if (!/^[1-9][0-9]*$/.test(String(options.amount))) throw new TypeError("amount is in minor units");
    if (!/^[A-Z]{3}$/.test(options.currency)) throw new TypeError("currency is ISO 4217");
    if (!options.name) throw new TypeError("name is whom one pays");
    if (options.redirect ? !/^https?:/.test(options.callback_url) : typeof options.handler !== "function") {
      throw new TypeError("either a handler, or redirect with a callback_url");
    }
    const { name, email, contact } = options.prefill ?? {};
    if ([name, email, contact].some((text) => text !== undefined && typeof text !== "string")) throw new TypeError("prefill is text");
  }

  window.Razorpay = class {
    #options;
    #listeners = new Map();

    constructor(options) {
      check(options);
      this.#options = options;
    }

    on(event, listener) {
      if (event !== "payment.failed") throw new TypeError(`There is no event ${event} here`);
      this.#listeners.set(event, listener);
    }

    open() {
      const box = document.createElement("div");
      box.className = "razorpay-container";
      // As theirs does: its look comes with it.
      box.innerHTML = `<style>.razorpay-container button { margin: 4px }</style>
        <div role="dialog" aria-label="Razorpay" style="position: fixed; inset: 20% 10%; background: #fff; color: #000; z-index: 99">
        <p>${this.#options.prefill?.email ?? ""}</p>
        <button type="button" data-does="success">Pay</button><button type="button" data-does="failure">Decline</button>
        <button type="button" data-does="dismiss">Close</button></div>`;
      box.addEventListener("click", (click) => this.#done(box, click.target.dataset.does));
      document.body.append(box);
    }

    async #done(box, outcome) {
      if (outcome === "dismiss") {
        box.remove();
        this.#options.modal?.ondismiss?.();
      } else if (outcome && this.#options.redirect) {
        this.#leave(outcome);
      } else if (outcome) {
        const paid = await window.playPayer(this.#options.order_id, outcome);
        if (outcome === "failure") {
          this.#listeners.get("payment.failed")?.({ error: { code: "BAD_REQUEST_ERROR", description: "Declined by the bank." } });
          return;
        }
        box.remove();
        this.#options.handler(paid);
      }
    }

    #leave(outcome) {
      const form = document.createElement("form");
      form.method = "post";
      form.action = "https://api.razorpay.com/v1/checkout/embedded";
      for (const [name, value] of Object.entries({ order_id: this.#options.order_id, callback_url: this.#options.callback_url, outcome })) {
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = name;
        field.value = value;
        form.append(field);
      }
      document.body.append(form);
      form.submit();
    }
  };
})();
