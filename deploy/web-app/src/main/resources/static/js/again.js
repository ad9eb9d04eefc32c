// What is asked for is not there yet: asked for again in a moment, as the link on the page would.

setTimeout(() => location.replace(document.querySelector("[data-again]").href), 1000);
