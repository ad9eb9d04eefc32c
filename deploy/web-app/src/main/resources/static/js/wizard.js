// A slot that goes while one looks is struck out and announced; and the month can be walked with the arrow keys.

const times = document.querySelector("[data-stream]");
const notice = document.getElementById("times-notice");

function show(slot) {
  const time = times.querySelector(`time[datetime="${slot.start}"]`);
  const shown = time?.parentElement;
  if (!shown || shown.localName !== "a") return;
  const lost = shown.classList.contains("lost");
  if (!slot.available && !lost) {
    shown.dataset.address = shown.getAttribute("href");
    shown.removeAttribute("href");
    shown.classList.add("off", "lost");
    shown.setAttribute("aria-disabled", "true");
    notice.textContent = times.dataset.gone.replace("{0}", time.textContent);
  } else if (slot.available && lost) {
    shown.setAttribute("href", shown.dataset.address);
    shown.classList.remove("off", "lost");
    shown.removeAttribute("aria-disabled");
    notice.textContent = times.dataset.back.replace("{0}", time.textContent);
  }
}

if (times) {
  const source = new EventSource(times.dataset.stream);
  source.addEventListener("slots", (event) => JSON.parse(event.data).slots.forEach(show));
  // Nobody looks any more: the server need not tell.
  window.addEventListener("pagehide", () => source.close());
}

const month = document.querySelector("table.month");

month?.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const forward = document.documentElement.dir === "rtl" ? -1 : 1;
  const days = [...month.querySelectorAll("a.day")];
  const here = days.indexOf(event.target.closest("a.day"));
  const row = (day) => day.closest("tr");
  const column = (day) => day.closest("td").cellIndex;
  const inRow = days.filter((day) => here >= 0 && row(day) === row(days[here]));
  const sameColumn = (list) => list.find((day) => column(day) === column(days[here])) ?? list[0];
  const go = {
    ArrowRight: () => days[here + forward],
    ArrowLeft: () => days[here - forward],
    ArrowDown: () => sameColumn(days.filter((day) => row(day).rowIndex === row(days[here]).rowIndex + 1)),
    ArrowUp: () => sameColumn(days.filter((day) => row(day).rowIndex === row(days[here]).rowIndex - 1)),
    Home: () => inRow[0],
    End: () => inRow[inRow.length - 1],
  }[event.key];
  if (here >= 0 && go) {
    event.preventDefault();
    go()?.focus();
  } else if (event.key === "PageUp" || event.key === "PageDown") {
    const link = document.querySelector(event.key === "PageUp" ? "[data-month=earlier]" : "[data-month=later]");
    if (link) {
      event.preventDefault();
      link.click();
    }
  }
});
