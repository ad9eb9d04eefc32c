// Leaving a form that was changed and not sent asks first; without a script the browser keeps nothing, and asks nothing.

document.querySelectorAll("form[data-unsaved]").forEach((form) => {
  let changed = form.hasAttribute("data-changed") || document.querySelector("[aria-invalid=true]") !== null;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
});
