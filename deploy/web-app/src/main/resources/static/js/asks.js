// What cannot be undone is asked about first; without a script the form is sent as it is.

const dialog = document.getElementById("asks");

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!dialog || !form.dataset.asks || form.dataset.asked) return;
  event.preventDefault();
  event.stopPropagation();
  dialog.querySelector("#asks-sentence").textContent = form.dataset.asks;
  const sender = event.submitter;
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") {
      sender?.focus();
      return;
    }
    form.dataset.asked = "yes";
    form.requestSubmit(sender);
  }, { once: true });
  dialog.returnValue = "no";
  dialog.showModal();
}, true);
