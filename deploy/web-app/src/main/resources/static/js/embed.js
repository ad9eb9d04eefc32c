// For other sites: <script src="https://…/embed.js" defer></script>
// <holdfast-booking offering="…" professional="…" language="he"><a href="https://…/book/…">Book</a></holdfast-booking>
// shows days and times in a frame of its own height. From the details on it is our own page, at top level. Where the frame is
// blocked, or before the script has run, there is a plain link.
(() => {
  const home = new URL(document.currentScript.src).origin;
  const LEAST = 120;
  const MOST = 6000;

  class HoldfastBooking extends HTMLElement {
    connectedCallback() {
      const offering = this.getAttribute("offering");
      if (!offering || this.frame) return;
      const path = [offering, this.getAttribute("professional")].filter(Boolean).map(encodeURIComponent).join("/");
      const language = this.getAttribute("language");
      this.link = this.querySelector("a");
      if (!this.link) {
        this.link = this.appendChild(document.createElement("a"));
        this.link.href = `${home}/book/${path}`;
        this.link.textContent = this.getAttribute("label") ?? "Book";
      }
      const query = new URLSearchParams({ tz: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC" });
      if (language) query.set("lang", language);
      this.frame = document.createElement("iframe");
      this.frame.loading = "lazy";
      this.frame.title = this.getAttribute("label") ?? this.link.textContent;
      this.frame.style.cssText = "display: block; inline-size: 100%; block-size: 1px; border: 0";
      this.frame.src = `${home}/embed/${path}?${query}`;
      this.listener = (event) => this.heard(event);
      window.addEventListener("message", this.listener);
      this.prepend(this.frame);
    }

    disconnectedCallback() {
      window.removeEventListener("message", this.listener);
    }

    heard(event) {
      if (event.origin !== home || event.source !== this.frame.contentWindow || event.data?.type !== "holdfast-height") return;
      const height = Number(event.data.height);
      if (!Number.isFinite(height)) return;
      this.link.hidden = true;
      this.frame.style.blockSize = `${Math.min(Math.max(height, LEAST), MOST)}px`;
    }
  }

  if (!customElements.get("holdfast-booking")) customElements.define("holdfast-booking", HoldfastBooking);
})();
