// The hold's last minutes are announced, and the provider's checkout opens from a click.

const hold = document.getElementById("hold");
const notice = document.getElementById("hold-notice");

if (hold) {
  const until = Date.parse(hold.dataset.until);
  const say = (before, text) => {
    const wait = until - before - Date.now();
    if (wait > 0 && wait < 2 ** 31) setTimeout(() => { notice.textContent = text; }, wait);
  };
  say(5 * 60000, hold.dataset.five);
  say(60000, hold.dataset.one);
  say(0, hold.dataset.over);
}

const button = document.getElementById("checkout");

button?.addEventListener("click", () => {
  const data = button.dataset;
  const form = document.getElementById("paid");
  if (!window.Razorpay) {
    notice.textContent = data.failed;
    return;
  }
  const checkout = new window.Razorpay({
    key: data.key,
    order_id: data.order,
    amount: data.amount,
    currency: data.currency,
    name: data.business,
    description: data.description,
    prefill: { name: data.name, email: data.email, contact: data.contact },
    theme: { color: "#0b6157" },
    retry: { enabled: true, max_count: 4 },
    modal: { ondismiss: () => { notice.textContent = data.dismissed; button.focus(); } },
    handler: (paid) => {
      for (const name of ["razorpay_order_id", "razorpay_payment_id", "razorpay_signature"]) form.elements[name].value = paid[name];
      form.requestSubmit();
    },
  });
  checkout.on("payment.failed", (failure) => { notice.textContent = failure.error?.description || data.failed; });
  checkout.open();
});
