// What all pages share: the browser's zone, which only it knows, and that something is being waited for.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `holdfast-zone=${encodeURIComponent(zone)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}

const bar = document.getElementById("busy");
let timer;

/** Shows the bar when the answer takes longer than a blink. */
export function busy(on) {
  clearTimeout(timer);
  if (on) {
    timer = setTimeout(() => { bar.hidden = false; }, 150);
  } else {
    bar.hidden = true;
  }
}

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const form = event.target;
  // A dialog that is closed sends nothing, and is asked again.
  if (form.method === "dialog") return;
  // A second click is the same request; the browser has taken the values by then.
  setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.setAttribute("aria-disabled", "true"); }), 0);
  busy(true);
  form.addEventListener("click", (click) => {
    if (click.target.closest("button[aria-disabled=true]")) click.preventDefault();
  });
});

window.addEventListener("pageshow", () => {
  // Back from the next page: everything can be sent again.
  busy(false);
  document.querySelectorAll("button[aria-disabled=true]").forEach((button) => button.removeAttribute("aria-disabled"));
});

document.addEventListener("htmx:beforeRequest", () => busy(true));
document.addEventListener("htmx:afterRequest", () => busy(false));

// A select that is sent as it is chosen; without a script there is a button beside it.
document.querySelectorAll("select[data-sends]").forEach((select) => {
  select.form.querySelectorAll("[data-without-script]").forEach((button) => { button.hidden = true; });
  select.addEventListener("change", () => select.form.requestSubmit());
});

// A form that was folded away begins at its first field; on a telephone the same tap brings its keyboard.
document.addEventListener("click", (event) => {
  const folded = event.target.closest("details[data-begins] > summary")?.parentElement;
  if (!folded || folded.open) return;
  folded.addEventListener("toggle", () => folded.querySelector("input:not([type=hidden])")?.focus(), { once: true });
});

// The first thing that is wrong, where the eye and the focus should be.
document.querySelector("[aria-invalid=true]")?.focus();

// Of sections that stand in one row, the one that is shown.
const tab = document.querySelector(".tabs [aria-current=page]");
const tabs = tab?.closest(".tabs");
if (tabs && tabs.scrollWidth > tabs.clientWidth) tab.scrollIntoView({ block: "nearest", inline: "center" });
