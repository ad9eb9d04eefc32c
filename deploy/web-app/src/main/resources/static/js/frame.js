// In a frame of another site (embed.js): the frame is made as high as what is in it, whose height is no secret.

const content = document.getElementById("main");

new ResizeObserver(() => {
  parent.postMessage({ type: "holdfast-height", height: Math.ceil(content.getBoundingClientRect().height) }, "*");
}).observe(content);
