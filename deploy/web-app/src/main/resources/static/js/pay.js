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

// Programs that show pages without being browsers lose the windows that banks open: there the whole page goes to the provider and back.
const withinAnother = window.top !== window
  || /FBAN|FBAV|Instagram|Line\/|MicroMessenger|Snapchat|; wv\)/.test(navigator.userAgent);

button?.addEventListener("click", () => {
  const data = button.dataset;
  const form = document.getElementById("paid");
  if (!window.Razorpay) {
    notice.textContent = data.failed;
    return;
  }
  const done = withinAnother
    ? { callback_url: data.callback, redirect: true }
    : {
      handler: (paid) => {
        for (const name of ["razorpay_order_id", "razorpay_payment_id", "razorpay_signature"]) form.elements[name].value = paid[name];
        form.requestSubmit();
      },
    };
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
    ...done,
  });
  checkout.on("payment.failed", (failure) => { notice.textContent = failure.error?.description || data.failed; });
  checkout.open();
});
