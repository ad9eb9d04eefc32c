// <holdfast-chart>: draws the table within it, above it. Everything that a chart says, the table says too.

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const toTheLeft = document.documentElement.dir === "rtl";
const LONG = 12;

class HoldfastChart extends HTMLElement {
  connectedCallback() {
    const rows = [...this.querySelectorAll("tbody tr")];
    if (!window.Chart || rows.length === 0) return;
    this.names = rows.map((row) => row.querySelector("th").textContent.trim());
    this.values = rows.map((row) => Number(row.querySelector("td").dataset.value));
    this.shown = rows.map((row) => row.querySelector("td").textContent.trim());
    const frame = document.createElement("div");
    frame.className = "chart-frame";
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    frame.append(this.canvas);
    this.prepend(frame);
    if (rows.length > LONG) this.querySelector("details").open = false;
    this.draw();
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", () => this.draw());
  }

  draw() {
    this.chart?.destroy();
    const across = this.getAttribute("kind") === "across";
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const counts = { beginAtZero: true, ticks: { precision: 0, color: token("--ink-soft") }, grid: { color: token("--line") }, border: { display: false } };
    const names = { ticks: { color: token("--ink-soft"), autoSkip: !across }, grid: { display: false } };
    if (across) {
      counts.reverse = toTheLeft;
      names.position = toTheLeft ? "right" : "left";
    } else {
      names.reverse = toTheLeft;
      counts.position = toTheLeft ? "right" : "left";
    }
    this.chart = new window.Chart(this.canvas, {
      type: "bar",
      data: { labels: this.names, datasets: [{ data: this.values, backgroundColor: token("--accent"), borderRadius: 4, maxBarThickness: 36 }] },
      options: {
        indexAxis: across ? "y" : "x",
        responsive: true,
        maintainAspectRatio: false,
        animation: still ? false : { duration: 300 },
        font: { family: getComputedStyle(this).fontFamily },
        plugins: {
          legend: { display: false },
          tooltip: { rtl: toTheLeft, callbacks: { label: (item) => this.shown[item.dataIndex] } },
        },
        scales: across ? { x: counts, y: names } : { x: names, y: counts },
      },
    });
  }
}

customElements.define("holdfast-chart", HoldfastChart);
