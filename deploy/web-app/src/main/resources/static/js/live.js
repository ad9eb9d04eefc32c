// A booking's page follows its status: an event only says that something is new, the page itself is asked for what.

const PAUSE = 5000;
let waiting = false;
let again = false;

async function reload() {
  if (waiting) {
    // What is on its way may be older than this news.
    again = true;
    return;
  }
  waiting = true;
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("booking");
    const shown = document.getElementById("booking");
    if (fresh && shown && fresh.innerHTML !== shown.innerHTML) {
      const hadFocus = shown.contains(document.activeElement);
      shown.replaceChildren(...fresh.childNodes);
      // Whoever was here with the keyboard goes on at the new heading.
      if (hadFocus) shown.querySelector("h1")?.focus();
      document.title = document.title.replace(/^[^·]+·/, `${shown.querySelector("h1").textContent} ·`);
    }
    if (fresh && !fresh.dataset.live) source?.close();
  } catch (failure) {
    // Without a line nothing can be asked; the stream breaks as well, and tells again when it is back.
    if (!(failure instanceof TypeError)) throw failure;
  } finally {
    waiting = false;
    if (again) {
      again = false;
      reload();
    }
  }
}

let source;

function listen(address) {
  source = new EventSource(address);
  source.addEventListener("booking", reload);
  source.addEventListener("error", () => {
    // Refused for now, as while instances are replaced; a break in the line it mends by itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(address), PAUSE);
  });
}

const address = document.getElementById("booking")?.dataset.live;
if (address) listen(address);
