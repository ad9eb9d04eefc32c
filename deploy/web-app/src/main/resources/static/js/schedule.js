// The editor of hours: what clients would see follows what is typed, and a day of the small month begins a row of its own. Without a
// script there is a button for the one, and an address for the other.

const form = document.getElementById("schedule");
const dates = document.getElementById("dates");
const seen = document.querySelector("#preview [data-seen]");
const PAUSE = 600;
let timer;
let asked = 0;

async function preview() {
  const number = ++asked;
  const values = new URLSearchParams(new FormData(form));
  values.set("act", "preview");
  seen.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: values, headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (!answer.ok && answer.status !== 422) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#preview [data-seen]");
    // What was typed meanwhile is asked for by itself.
    if (fresh && number === asked) seen.replaceChildren(...fresh.childNodes);
  } finally {
    if (number === asked) seen.removeAttribute("aria-busy");
  }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(preview, PAUSE);
}

form.addEventListener("input", soon);
document.getElementById("offering")?.addEventListener("change", soon);

// Rows of dates.

const rows = () => [...dates.querySelectorAll(".date-row")];
const dayOf = (row) => row.querySelector("input[type=date]");

/** A row with nothing in it; one more where all have something. */
function emptyRow() {
  const found = rows().find((row) => !dayOf(row).value && !row.querySelector("[name$=-was]").value);
  if (found) return found;
  const last = rows().at(-1);
  const row = last.cloneNode(true);
  const number = rows().length;
  row.querySelectorAll("[name]").forEach((field) => {
    field.name = field.name.replace(/^date-\d+/, `date-${number}`);
    if (field.type === "checkbox") field.checked = false;
    else if (field.tagName !== "SELECT") field.value = "";
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  });
  row.querySelectorAll(".mistake, .gone").forEach((part) => part.remove());
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+/, number + 1));
  last.after(row);
  return row;
}

document.querySelector("[data-dates]")?.addEventListener("click", (event) => {
  const date = event.target.closest("a[data-date]")?.dataset.date;
  if (!date || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const row = rows().find((one) => dayOf(one).value === date) ?? emptyRow();
  dayOf(row).value = date;
  row.scrollIntoView({ block: "center" });
  row.querySelector("select").focus();
  dayOf(row).dispatchEvent(new Event("input", { bubbles: true }));
});
