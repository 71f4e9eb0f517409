// A video is loaded from its host only when the reader asks for it.
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-presentation";

document.addEventListener("click", (event) => {
  const link = event.target.closest(".play");
  const figure = link?.closest("[data-frame], [data-file]");
  if (!figure || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const title = link.querySelector(".title")?.textContent ?? "";
  const player = figure.dataset.frame ? frame(figure.dataset.frame) : film(figure.dataset.file);
  player.title = title;
  player.tabIndex = 0;
  link.replaceWith(player);
  player.focus();
});

function frame(address) {
  const element = document.createElement("iframe");
  element.setAttribute("sandbox", SANDBOX);
  element.allow = "fullscreen; encrypted-media";
  element.referrerPolicy = "strict-origin-when-cross-origin";
  element.src = address;
  return element;
}

function film(address) {
  const element = document.createElement("video");
  element.controls = true;
  element.autoplay = true;
  element.src = address;
  return element;
}
