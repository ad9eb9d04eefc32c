// The picture that was chosen is shown before it is sent, and one with too many bytes is not sent at all.

const form = document.getElementById("avatar");
const file = document.getElementById("file");
const mistake = document.getElementById("file-mistake");
const shown = document.querySelector("[data-shown]");
const MEGABYTE = 1024 * 1024;

function isSmallEnough() {
  const large = file.files[0]?.size > Number(form.dataset.most) * MEGABYTE;
  mistake.textContent = large ? form.dataset.large : "";
  if (large) file.setAttribute("aria-invalid", "true");
  else file.removeAttribute("aria-invalid");
  return !large;
}

file.addEventListener("change", async () => {
  if (!isSmallEnough() || !file.files[0]) return;
  const canvas = document.createElement("canvas");
  canvas.width = 176;
  canvas.height = 176;
  try {
    const picture = await createImageBitmap(file.files[0]);
    const side = Math.min(picture.width, picture.height);
    canvas.getContext("2d").drawImage(
      picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, canvas.width, canvas.height);
  } catch {
    // No picture; what is wrong with it the answer says.
    return;
  }
  canvas.className = "avatar large";
  shown.replaceChildren(canvas);
});

form.addEventListener("submit", (event) => {
  if (!isSmallEnough()) event.preventDefault();
});
