// Draws the lists of a day, a week or a month as a grid, where there is room for one. The lists stay what is asked for and kept
// up to date: the grid reads them, its dialogs show parts of other pages, and what is done there are those pages' forms.
import { busy } from "./app.js";

const area = document.querySelector("[data-calendar]");
const frame = area.querySelector(".calendar-grid");
const list = area.querySelector("details.list");
const sheet = document.getElementById("entry");
const moving = document.getElementById("moving");
const room = matchMedia("(min-width: 48rem)");
const began = Date.now();
// English without a country would be read as the United States'.
const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const hasColumns = area.dataset.calendar === "columns";
const SETTLES = 2000;
let drawn = [];
let libraries;
let dragging = false;

function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

function library() {
  libraries ??= load(area.dataset.library).then(() => area.dataset.words && load(area.dataset.words));
  return libraries;
}

// What is drawn.

function entriesIn(root) {
  const entries = new Map();
  root?.querySelectorAll("li[data-start]").forEach((row) => {
    const { id, start, end, kind, moves } = row.dataset;
    // What lasts for days stands in the list of each.
    entries.set(`${id} ${start}`, {
      id, start, end,
      title: row.querySelector(".whom").textContent.trim(),
      url: row.querySelector("a")?.getAttribute("href"),
      classNames: [`kind-${kind}`],
      startEditable: Boolean(moves),
      extendedProps: { row, moves },
    });
  });
  return [...entries.values()];
}

function contentOf({ event, timeText }) {
  const { row } = event.extendedProps;
  const entry = document.createElement("span");
  entry.className = "entry";
  const icon = row.querySelector(".badge .icon")?.cloneNode(true);
  const time = document.createElement("b");
  time.textContent = timeText;
  time.dir = "ltr";
  const who = document.createElement("span");
  who.className = "who";
  who.dir = "auto";
  who.append(...[...row.querySelector(".whom").childNodes].map((node) => node.cloneNode(true)));
  const status = document.createElement("span");
  status.className = "status-word";
  status.textContent = row.querySelector(".badge > span")?.textContent ?? "";
  entry.append(...[icon, time, who, status].filter(Boolean));
  return { domNodes: [entry] };
}

const dayOf = (date) => date.toISOString().slice(0, 10);
const wallOf = (date) => date.toISOString().slice(0, 16);
const rootOf = (column) => (column ? list.querySelector(`[data-column="${CSS.escape(column)}"]`) : list);

function draw(element, view, column) {
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const calendar = new FullCalendar.Calendar(element, {
    initialView: view,
    initialDate: area.dataset.date,
    // Wall times, as the lists have them: whoever looks may be elsewhere.
    timeZone: "UTC",
    now: () => new Date(Date.parse(`${area.dataset.now}Z`) + Date.now() - began),
    locale: language.toLowerCase(),
    direction: document.documentElement.dir,
    firstDay: Number(area.dataset.firstDay),
    headerToolbar: false,
    height: "auto",
    allDaySlot: false,
    dayHeaders: !hasColumns,
    slotMinTime: area.dataset.from,
    slotMaxTime: area.dataset.to,
    // Rows as high as the steps of dragging: by the middle of a row FullCalendar counts how far something was dragged.
    slotDuration: "00:15",
    slotLabelInterval: "01:00",
    eventShortHeight: 40,
    slotEventOverlap: false,
    nowIndicator: true,
    showNonCurrentDates: false,
    fixedWeekCount: false,
    dayMaxEvents: 4,
    eventDisplay: "block",
    eventDurationEditable: false,
    displayEventEnd: view === "timeGridDay",
    // Only what says so by itself; a column takes what comes from another one.
    editable: true,
    droppable: hasColumns,
    eventTimeFormat: time,
    slotLabelFormat: time,
    dayHeaderFormat: view === "dayGridMonth" ? { weekday: "short" } : { weekday: "short", day: "numeric", month: "short" },
    navLinks: view === "timeGridWeek" || view === "dayGridMonth",
    navLinkDayClick: (date) => location.assign(area.dataset.day + dayOf(date)),
    moreLinkClick: ({ date }) => {
      location.assign(area.dataset.day + dayOf(date));
      return "day";
    },
    events: (_, done) => done(entriesIn(rootOf(column))),
    eventContent: contentOf,
    // Links and names as they are meant, where FullCalendar has none or others.
    dayCellDidMount: ({ el }) => el.removeAttribute("aria-labelledby"),
    moreLinkDidMount: ({ el }) => {
      el.removeAttribute("aria-expanded");
      el.href = area.dataset.day + el.closest("[data-date]").dataset.date;
    },
    eventClick: ({ event, jsEvent }) => {
      if (jsEvent.ctrlKey || jsEvent.metaKey || jsEvent.shiftKey || !/\/bookings\/[^/]+$/.test(event.url)) return;
      jsEvent.preventDefault();
      show(event.url);
    },
    eventDragStart: () => { dragging = true; },
    eventDragStop: () => { dragging = false; },
    eventDrop: ({ event, oldEvent, revert }) => confirmMove(event, oldEvent.start, revert, column),
    eventReceive: ({ event, revert }) => confirmMove(event, new Date(`${event.extendedProps.row.dataset.start}Z`), () => {
      revert();
      // The column that it came from has let go of it.
      drawn.forEach((one) => one.refetchEvents());
    }, column),
  });
  calendar.render();
  return calendar;
}

async function fit() {
  if (!room.matches) {
    drawn.forEach((calendar) => calendar.destroy());
    drawn = [];
    frame.hidden = true;
    list.open = true;
    area.classList.remove("drawn");
    return;
  }
  try {
    await library();
  } catch {
    // Then the lists are all there is; the next time the window changes it is tried again.
    libraries = undefined;
    return;
  }
  if (drawn.length > 0 || !room.matches) return;
  frame.hidden = false;
  area.classList.add("drawn");
  list.open = false;
  if (!hasColumns) {
    const grid = document.createElement("div");
    frame.replaceChildren(grid);
    drawn = [draw(grid, area.dataset.calendar)];
    return;
  }
  frame.classList.add("columns");
  frame.replaceChildren();
  drawn = [...list.querySelectorAll("[data-column]")].map((section) => {
    const column = document.createElement("section");
    const heading = section.querySelector("h2, h3").cloneNode(true);
    heading.removeAttribute("id");
    const grid = document.createElement("div");
    column.append(heading, grid);
    frame.append(column);
    return draw(grid, "timeGridDay", section.dataset.column);
  });
}

// What is asked of other pages.

const here = () => {
  const address = new URL(location.href);
  address.searchParams.delete("notice");
  return address.pathname + address.search;
};

async function ask(address, options = {}) {
  busy(true);
  try {
    const answer = await fetch(address, { credentials: "same-origin", ...options, headers: { Accept: "text/html" } });
    return { ok: answer.ok, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
  } catch {
    return { ok: false, page: null };
  } finally {
    busy(false);
  }
}

/** Sends a form as a browser would; the answer is this page again, or says why not. */
function send(form, submitter) {
  const values = new URLSearchParams(new FormData(form, submitter));
  values.set("back", here());
  return ask(form.action, { method: "POST", body: values });
}

/** Takes over the lists of a page as it is now. */
function renew(page) {
  const fresh = page?.querySelector("[data-calendar] > .list");
  if (!fresh) {
    // Signed out meanwhile, or something else that this page cannot show.
    location.reload();
    return;
  }
  list.replaceChildren(...fresh.childNodes);
  drawn.forEach((calendar) => calendar.refetchEvents());
}

function settled(page) {
  renew(page);
  const notices = document.getElementById("notices");
  notices.replaceChildren(...page.getElementById("notices").childNodes);
  notices.scrollIntoView({ block: "nearest" });
  // What was done has come everywhere a moment later.
  setTimeout(async () => {
    const again = await ask(here());
    // What is under somebody's hand stays there.
    if (again.ok && !dragging && !sheet.open && !moving.open) renew(again.page);
  }, SETTLES);
}

function reason(page) {
  const said = page?.querySelector("#notices .notice");
  if (said) return said;
  const away = document.createElement("p");
  away.className = "notice problem";
  away.textContent = area.dataset.away;
  return away;
}

function fill(page) {
  const shown = page?.querySelector("[data-entry]");
  sheet.querySelector("[data-answer]").replaceChildren(...(page?.querySelectorAll("#notices .notice") ?? []));
  if (!shown) {
    sheet.querySelector("[data-answer]").replaceChildren(reason(page));
    return;
  }
  const heading = document.createElement("h2");
  heading.id = "entry-title";
  heading.append(...shown.querySelector("h1").childNodes);
  shown.querySelector("h1").replaceWith(heading);
  sheet.querySelector("[data-sheet]").replaceChildren(...shown.childNodes);
}

async function show(address) {
  const { page } = await ask(address);
  sheet.querySelector("[data-sheet]").replaceChildren();
  fill(page);
  sheet.showModal();
}

sheet.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  if (form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  const { ok, page } = await send(form, event.submitter);
  form.removeAttribute("aria-busy");
  if (ok) {
    sheet.close();
    settled(page);
  } else {
    fill(page);
    (sheet.querySelector("[aria-invalid=true]") ?? sheet.querySelector("button")).focus();
  }
});

// Moving: asked once more, and where it is refused it goes back with the reason.

let putBack;

function confirmMove(event, from, revert, column) {
  putBack = revert;
  const format = new Intl.DateTimeFormat(language, {
    weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC",
  });
  const form = moving.querySelector("form");
  form.hidden = false;
  form.reset();
  form.action = event.extendedProps.moves;
  form.elements.at.value = wallOf(event.start);
  form.elements.professional.value = column ?? "";
  form.elements.key.value = [...crypto.getRandomValues(new Uint32Array(4))].map((number) => number.toString(16).padStart(8, "0")).join("-");
  moving.querySelector("[data-who]").textContent = event.extendedProps.row.querySelector(".whom strong").textContent.trim();
  moving.querySelector("[data-from]").textContent = format.format(from);
  moving.querySelector("[data-to]").textContent = format.format(event.start);
  moving.querySelector("[data-answer]").replaceChildren();
  moving.showModal();
}

moving.querySelector("[data-keep]").addEventListener("click", () => moving.close());

moving.addEventListener("close", () => {
  putBack?.();
  putBack = undefined;
});

moving.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  const { ok, page } = await send(form);
  form.removeAttribute("aria-busy");
  if (ok) {
    putBack = undefined;
    moving.close();
    settled(page);
    return;
  }
  putBack?.();
  putBack = undefined;
  form.hidden = true;
  moving.querySelector("[data-answer]").replaceChildren(reason(page), closing());
  moving.querySelector("[data-answer] button").focus();
});

function closing() {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = moving.dataset.close;
  button.addEventListener("click", () => moving.close());
  return button;
}

room.addEventListener("change", fit);
fit();
