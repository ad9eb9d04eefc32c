// Of a calendar that is added only the fields that its kind has; without a script all are there, and what is not used is not sent.

const kinds = document.querySelector("[data-kinds]");

function fit() {
  const kind = kinds.querySelector(":checked")?.value;
  document.querySelectorAll("[data-for]").forEach((part) => { part.hidden = !part.dataset.for.split(" ").includes(kind); });
}

kinds.addEventListener("change", fit);
fit();
