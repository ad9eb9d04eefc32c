// What clients will see, while it is being typed.

document.querySelectorAll("form[data-preview]").forEach((form) => {
  const preview = document.getElementById(form.dataset.preview);
  form.addEventListener("input", (event) => {
    preview.querySelectorAll(`[data-shows="${CSS.escape(event.target.name)}"]`).forEach((shown) => { shown.textContent = event.target.value; });
  });
});
